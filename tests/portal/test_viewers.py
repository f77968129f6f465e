"""Who may open what, and which documents are there for whom."""

from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, keep, opened, record

from juesuan.archive.portal_accounts import PortalAccount
from juesuan.archive.review_cases import draft_findings
from juesuan.archive.review_states import Act
from juesuan.portal.viewers import AREAS, HERE, PUBLIC, Viewer, viewer_of, visible


def test_everybody_has_what_is_theirs() -> None:
    assert viewer_of(None) == PUBLIC
    account = PortalAccount("甲", "填报", "某局", disabled=False)
    assert viewer_of(account) == Viewer("填报", "甲", "某局")
    assert {role for role, areas in AREAS.items() if "log" in areas} == {"审计员"}
    assert {role for role, areas in AREAS.items() if "accounts" in areas} == {"管理员"}
    assert {role for role, areas in AREAS.items() if "review" in areas} == {"填报", "审核"}


def test_documents_are_there_for_those_they_concern(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, record(2022, department="旧局"))
        keep(archive, record(2023, department=NAME))
        keep(archive, record(2023, department="别局"))
        archive.rename("旧局", NAME)
        old, new, other = (
            record(year, department=name).sha256
            for year, name in ((2022, "旧局"), (2023, NAME), (2023, "别局"))
        )
        assert visible(archive, HERE) is visible(archive, Viewer("审核", "乙")) is None
        assert visible(archive, Viewer("填报", "甲", "旧局")) == frozenset({old, new})
        assert visible(archive, Viewer("填报", "甲", "3701")) == frozenset()
        assert visible(archive, Viewer("审核", "乙", "别局、没有局")) == frozenset({other})
        assert visible(archive, Viewer("审核", "乙", "3701")) == frozenset({old, new, other})
        assert visible(archive, PUBLIC) == frozenset()
        passed = tuple(f._replace(severity="提示") for f in draft_findings(archive, new))
        archive.act("x", Act("新稿", "乙", "2024-08-01", sha256=new, findings=passed))
        for kind in ("通过", "公开"):
            assert visible(archive, PUBLIC) == frozenset()
            archive.act("x", Act(kind, "乙", "2024-08-01"))
        assert visible(archive, PUBLIC) == frozenset({new})
        archive.act("x", Act("撤回", "乙", "2024-08-01", "有误"))
        assert visible(archive, PUBLIC) == frozenset()
