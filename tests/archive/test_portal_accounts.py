"""Accounts: passwords told once, kept as hashes only, closed and opened."""

from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")

from tests.making.archived import opened

from juesuan.archive.portal_accounts import (
    PortalAccount,
    account_of,
    accounts,
    close_account,
    give_account,
)


def test_a_password_opens_its_account_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        password = give_account(archive, "张三", "填报", "甲局")
        account = PortalAccount("张三", "填报", "甲局", disabled=False)
        opened_by = account_of(archive, "张三", password)
        assert opened_by
        assert opened_by._replace(seal="") == account
        for name, words in (("张三", ""), ("张三", f"{password} "), ("李四", password)):
            assert account_of(archive, name, words) is None
        again = give_account(archive, "张三", "审核", "")
        assert accounts(archive)[0].seal not in ("", opened_by.seal)
        assert account_of(archive, "张三", password) is None
        assert close_account(archive, "张三")
        assert account_of(archive, "张三", again) is None
        assert accounts(archive)[0].disabled
        assert not close_account(archive, "李四")
        told = [(event.kind, event.subject) for event in archive.register.events()]
        assert told == [("账号", "张三")] * 3
        assert list(archive.verify()) == []
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or password not in path.read_text("utf-8", "ignore")


def test_an_account_has_a_name_and_a_reporter_a_department(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        for name, unit in ((" ", "甲局"), ("长" * 51, "甲局"), ("张三", "")):
            with pytest.raises(ValueError, match="账号"):
                give_account(archive, name, "填报", unit)
        assert accounts(archive) == []
