"""The accounts of an archive: who has one, for what."""

from __future__ import annotations

from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import accounts
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.portal_page import PortalPage, PortalTable, texts
from juesuan.publishing.markup import Html

COLUMNS = (("name", "名称"), ("role", "角色"), ("unit", "部门或范围"), ("state", "状态"))
NOTE = "口令只在开的时候显示一次；终端里用 juesuan account 做同样的事。"


def accounts_page(archive: Archive, _: PortalQuestion, forms: Html | None = None) -> PortalPage:
    """All accounts; `forms` are what may be done with them."""
    rows = tuple(
        texts(each.name, each.role, each.unit or "全部", "停用" if each.disabled else "在用")
        for each in accounts(archive)
    )
    table = PortalTable("accounts", f"账号 {len(rows)} 个", COLUMNS, rows, NOTE)
    return PortalPage("账号", "管理", tables=(table,), lead=forms or Html())
