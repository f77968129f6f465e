"""`juesuan account`: a password told once."""

from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")

from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import account_of
from juesuan.cli import main


def test_an_account_is_opened_and_closed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Archive(tmp_path).note("试", "", {})
    there = ["--archive", str(tmp_path)]
    assert main(["account", "张三", "--role", "填报", "--unit", "某局", *there]) == 0
    password = capsys.readouterr().out.strip().partition("：")[2]
    account = account_of(Archive(tmp_path), "张三", password)
    assert account is not None
    assert account.unit == "某局"
    assert main(["account", "张三", "--close", *there]) == 0
    assert account_of(Archive(tmp_path), "张三", password) is None
    for words in (["李四", "--close"], ["李四"], ["李四", "--role", "填报"]):
        assert main(["account", *words, *there]) == 2
