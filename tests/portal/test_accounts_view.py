"""The list of accounts."""

from pathlib import Path

import pytest

pytest.importorskip("argon2", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import opened

from juesuan.archive.portal_accounts import close_account, give_account
from juesuan.portal.accounts_view import accounts_page
from juesuan.portal.archive_shelf import PortalQuestion


def test_accounts_without_their_secrets(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        give_account(archive, "甲", "审核", "")
        give_account(archive, "乙", "填报", "某局")
        close_account(archive, "乙")
        page = accounts_page(archive, PortalQuestion({}, {}))
        assert [[cell.text for cell in row] for row in page.tables[0].rows] == [
            ["乙", "填报", "某局", "停用"],
            ["甲", "审核", "全部", "在用"],
        ]
        assert "argon2" not in page.to_json()
