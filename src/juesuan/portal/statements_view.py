"""All equations and sentences a number takes part in, with their values: the original read anew."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.archive.door import Archive
from juesuan.model.finding import Finding
from juesuan.model.page import Place
from juesuan.model.report import Explanation, Statement
from juesuan.portal.archive_shelf import ShelfDocument, findings_of
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts, to
from juesuan.portal.portal_refusals import not_here
from juesuan.publishing.report.html.findings import CLASSES

EQUATIONS = (("verdict", "结果"), ("name", "勾稽"), ("words", "算式和数"))
CLAIMS = (("verdict", "结果"), ("place", "位置"), ("quote", "原句"), ("words", "说的是"))
FINDINGS = (("severity", "等级"), ("message", "说明"))
LOOKS = {"有矛盾": "contradicted", "一致": "checked", "未核": "unchecked", "尾差": "tail"}


def statements_page(document: ShelfDocument, number: Explanation) -> PortalPage:
    """The page of what is said of one number."""
    if not number.known:
        raise not_here()
    sha256 = document.reading["sha256"]
    back = to("文件", sha256, "数", number.address) if number.place != Place() else ""
    about = (
        ("印作", PortalCell(number.printed or "没有印出", back)),
        ("核对", PortalCell(number.verdict, kind=LOOKS.get(number.verdict, ""))),
        ("文件", PortalCell(document.name, to("文件", sha256))),
    )
    return PortalPage(number.name, f"勾稽 {number.address}", about, _tables(number))


def as_made_public(archive: Archive, document: ShelfDocument, number: Explanation) -> Explanation:
    """What is said of a number, with the findings on it that were made public."""
    rows = findings_of(archive, document.reading["sha256"])
    mine = (row for row in rows if number.address in row["addresses"])
    findings = (Finding(row["rule"], row["severity"], row["message"]) for row in mine)
    return number._replace(findings=tuple(findings))


def _tables(number: Explanation) -> tuple[PortalTable, ...]:
    equations = tuple((_verdict(one), *texts(one.name, _words(one))) for one in number.equations)
    claims = tuple(
        (_verdict(one), *texts(one.place, one.quote, _words(one))) for one in number.claims
    )
    findings = tuple(
        (PortalCell(f.severity, kind=CLASSES[f.severity]), PortalCell(f.message))
        for f in number.findings
    )
    return (
        _table("equations", "参加的勾稽关系", EQUATIONS, equations),
        _table("claims", "文中的说法", CLAIMS, claims),
        _table("findings", "有关的审核结果", FINDINGS, findings),
    )


def _table(
    name: str,
    words: str,
    columns: tuple[tuple[str, str], ...],
    rows: Sequence[tuple[PortalCell, ...]],
) -> PortalTable:
    return PortalTable(name, f"{words} {len(rows)} 个", columns, tuple(rows))


def _verdict(statement: Statement) -> PortalCell:
    return PortalCell(statement.verdict, kind=LOOKS.get(statement.verdict, ""))


def _words(statement: Statement) -> str:
    implied = f"（按此推算为 {statement.implied} 万元）" if statement.implied else ""
    return f"{statement.words}{implied}"
