"""One department over its years: what was published, what was found, its main numbers."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.archive.door import Archive
from juesuan.archive.number_history import history
from juesuan.archive.publications import KeptDocument, publications
from juesuan.model.report import ORDER
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.number_charts import years_chart
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts, to
from juesuan.portal.portal_refusals import not_here
from juesuan.publishing.report.html.findings import CLASSES

COLUMNS = (
    ("year", "年度"),
    ("kind", "种类"),
    ("department", "当时的名称"),
    *((CLASSES[severity], severity) for severity in ORDER),
    ("newest", "同年几份里"),
    ("file", "文件"),
)
MAIN = (("01:总计:1", "收入总计"), ("03:合计:1", "本年支出合计"), ("03:合计:3", "项目支出"))
TREND = (("year", "年度"), ("kind", "种类"), ("printed", "印作"), ("unit", "单位"))


def unit_page(archive: Archive, asked: PortalQuestion) -> PortalPage:
    """The page of a department, by its present name."""
    name = asked.path["name"]
    documents = [one for one in publications(archive.register) if one.unit == name]
    if not documents:
        raise not_here()
    kinds = {one.kind for one in documents}
    trends = (_trend(archive, address, words, name, len(kinds)) for address, words in MAIN)
    tables = (_years(archive, documents), *(one for one in trends if one.rows))
    return PortalPage(name, "部门", tables=tables)


def _years(archive: Archive, documents: Sequence[KeptDocument]) -> PortalTable:
    counts = archive.register.counts("finding", "sha256", "severity")
    rows = tuple(
        texts(
            one.year,
            one.kind,
            one.department,
            *(
                PortalCell(str(n), kind=CLASSES[severity] if n else "")
                for severity in ORDER
                for n in [counts.get((one.sha256, severity), 0)]
            ),
            "最新的一份" if one.newest else "较早的一份",
            PortalCell(one.name, to("文件", one.sha256)),
        )
        for one in documents
    )
    return PortalTable("years", "历年", COLUMNS, rows, numbers=frozenset(CLASSES.values()))


def _trend(archive: Archive, address: str, words: str, name: str, kinds: int) -> PortalTable:
    years = [year for year in history(archive, address, name) if year.number]
    rows = tuple(
        texts(
            year.year,
            year.kind,
            PortalCell(n.printed or "空白", to("文件", n.sha256, "数", address)),
            n.unit,
        )
        for year in years
        if (n := year.number)
    )
    figure = years_chart(words, [years]) if kinds == 1 and years else None
    heading = f"{words}（{address}）"
    numbers = frozenset({"printed"})
    table = PortalTable(f"trend-{address}", heading, TREND, rows, numbers=numbers)
    return table._replace(figure=figure) if figure else table
