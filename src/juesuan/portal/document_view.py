"""One document: what was found in it, how much of it was checked, its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from juesuan.archive.door import Archive
from juesuan.archive.lake_rows import LakeFact
from juesuan.archive.publications import KeptDocument, publications
from juesuan.model.report import ORDER, OUTSIDE
from juesuan.notation.edition import load
from juesuan.notation.overlay import DeclarationError
from juesuan.portal.archive_shelf import (
    PortalQuestion,
    Row,
    ShelfDocument,
    facts_of,
    findings_of,
    shelf_document,
)
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts, to
from juesuan.portal.portal_refusals import not_here
from juesuan.portal.reread_views import COVERAGE, TEXT
from juesuan.publishing.report.html.findings import CLASSES

FINDINGS = (("severity", "等级"), ("message", "说明"), ("place", "位置"), ("numbers", "有关的数"))
FORMS = (
    ("form", "表"),
    ("title", "名称"),
    ("numbers", "数"),
    ("checked", "一致"),
    ("contradicted", "矛盾"),
    ("unchecked", "未核"),
    ("pages", "页"),
)
FACTS = (
    ("address", "地址"),
    ("name", "行 / 栏"),
    ("printed", "印作"),
    ("unit", "单位"),
    ("state", "核对"),
    ("page", "页"),
)
STATES = {"一致": "checked", "矛盾": "contradicted", "未核": "unchecked"}
MOST = 12  # numbers of one finding that are led to
BLANK = "空白"


def document_page(archive: Archive, asked: PortalQuestion) -> PortalPage:
    """The page of a document."""
    sha256 = asked.path["sha256"]
    document = shelf_document(archive, sha256)
    facts = facts_of(archive, document)
    tables = (_findings(findings_of(archive, sha256), facts, sha256), _forms(document, facts))
    return PortalPage(document.name, "公开文件", _about(archive, document, facts), tables)


def form_page(archive: Archive, asked: PortalQuestion) -> PortalPage:
    """The numbers of one table of a document."""
    document, form = shelf_document(archive, asked.path["sha256"]), asked.path["form"]
    facts = [fact for fact in facts_of(archive, document).values() if fact.form == form]
    if not facts:
        raise not_here()
    title = titles(document).get(form, "")
    sha256 = document.reading["sha256"]
    facts.sort(key=lambda fact: (fact.page or 0, fact.line or 0, fact.address))
    rows = tuple(_fact(fact, sha256) for fact in facts)
    table = PortalTable(
        "facts", f"{len(rows)} 个数", FACTS, rows, numbers=frozenset({"printed", "page"})
    )
    about = (("文件", PortalCell(document.name, to("文件", sha256))),)
    return PortalPage(f"{form} {title}".strip(), document.department, about, (table,))


def titles(document: ShelfDocument) -> Mapping[str, str]:
    """The names of the tables, as the edition of the document has them, if it is still there."""
    try:
        forms = load(document.reading["edition"]).forms
    except DeclarationError:
        forms = ()
    return {form.id: form.title for form in forms} | OUTSIDE


def _about(
    archive: Archive, document: ShelfDocument, facts: Mapping[str, LakeFact]
) -> tuple[tuple[str, PortalCell], ...]:
    reading, delivery = document.reading, document.delivery
    coverage, sha256 = document.coverage, reading["sha256"]
    every = publications(archive.register)
    mine = next((one for one in every if one.sha256 == sha256), None)
    counts = (
        f"金额 {coverage.numbers} 个：一致 {coverage.checked}，矛盾 {coverage.contradicted}，"
        f"未核 {coverage.unchecked}"
    )
    whole = len(delivery.files) == 1
    pages = sorted({fact.page for fact in facts.values() if fact.page})
    about = [
        ("部门", PortalCell(document.department, to("单位", mine.unit) if mine else "")),
        ("年度", PortalCell(document.year)),
        ("核对", PortalCell(counts, links=_rereadings(sha256))),
        ("版本", PortalCell(reading["edition"])),
        ("文件名", PortalCell(delivery.name, to("文件", sha256, "原件") if whole else "")),
        ("SHA-256", PortalCell(sha256)),
        ("收件", PortalCell(document.received_at)),
        ("公开日期", PortalCell(delivery.published_on or "没有写明")),
        ("公开网址", PortalCell(delivery.source_url or "没有写明")),
    ]
    if pages and whole:
        links = tuple((str(page), to("文件", sha256, "页", page)) for page in pages)
        about.append(("各页", PortalCell("有数的页", links=links)))
    before = _before(every, mine)
    if before is not None:
        words = f"与 {before.year} 年度逐数比较"
        about.append(("比较", PortalCell(words, to("比较", a=before.sha256, b=sha256))))
    return tuple(about)


def _rereadings(sha256: str) -> tuple[tuple[str, str], ...]:
    """Where the document is read anew: its text, and what of it was not compared."""
    return tuple((words, to("文件", sha256, words)) for words in (TEXT, COVERAGE))


def _before(every: Sequence[KeptDocument], mine: KeptDocument | None) -> KeptDocument | None:
    """The newest document of the same department and kind of the year before."""
    if mine is None:
        return None
    wanted = (mine.unit, mine.kind, mine.year - 1)
    return next((one for one in every if one.newest and wanted == _key(one)), None)


def _key(document: KeptDocument) -> tuple[str, str, int]:
    return document.unit, document.kind, document.year


def _findings(findings: Sequence[Row], facts: Mapping[str, LakeFact], sha256: str) -> PortalTable:
    rows = tuple(
        (
            PortalCell(row["severity"], kind=f"{CLASSES.get(row['severity'], '')} severity"),
            PortalCell(row["message"]),
            PortalCell("、".join(dict.fromkeys(place for place, _ in row["places"]))),
            PortalCell("", links=_links(row["addresses"], facts, sha256)),
        )
        for row in findings
    )
    counts = Counter(row["severity"] for row in findings)
    words = "，".join(f"{severity} {counts[severity]}" for severity in ORDER)
    note = "" if rows else "没有发现问题。"
    return PortalTable("findings", f"审核结果：{words}", FINDINGS, rows, note)


def _links(
    addresses: Sequence[str], facts: Mapping[str, LakeFact], sha256: str
) -> tuple[tuple[str, str], ...]:
    shown = [address for address in addresses if address in facts]
    return tuple((address, to("文件", sha256, "数", address)) for address in shown[:MOST])


def _forms(document: ShelfDocument, facts: Mapping[str, LakeFact]) -> PortalTable:
    names = titles(document)
    groups: dict[str, list[LakeFact]] = {}
    for fact in facts.values():
        groups.setdefault(fact.form, []).append(fact)
    sha256 = document.reading["sha256"]
    rows = tuple(
        (
            PortalCell(form, to("文件", sha256, "表", form)),
            PortalCell(names.get(form, "")),
            PortalCell(str(len(group))),
            *(
                PortalCell(str(count), kind=look if count else "")
                for state, look in STATES.items()
                for count in [sum(fact.state == state for fact in group)]
            ),
            PortalCell("、".join(map(str, sorted({fact.page for fact in group if fact.page})))),
        )
        for form, group in sorted(groups.items())
    )
    return PortalTable(
        "forms", "各表", FORMS, rows, numbers=frozenset(STATES.values()) | {"numbers"}
    )


def _fact(fact: LakeFact, sha256: str) -> tuple[PortalCell, ...]:
    return (
        PortalCell(fact.address, to("文件", sha256, "数", fact.address)),
        *texts(fact.name, fact.printed or BLANK, fact.unit),
        PortalCell(fact.state, kind=STATES.get(fact.state, "")),
        *texts(fact.page),
    )
