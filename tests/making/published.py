"""What a published disclosure must say again when it is read, and disclosures of hostile texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import cycle

from hypothesis import strategies as st
from tests.making.disclosures import disclosure, written_by

from juesuan.model.disclosure import (
    Block,
    Chart,
    Contents,
    CoverPage,
    Disclosure,
    Gap,
    Heading,
    LinkedNumber,
    PageTable,
    Series,
    Text,
)
from juesuan.model.number import UNITS, Address
from juesuan.model.page import Cell, Grid, Place
from juesuan.model.reading import Reading
from juesuan.notation import spelling
from juesuan.notation.edition import PARTS, Edition
from juesuan.notation.overlay import overlaid

HOSTILE = (
    "</td></script><script>alert(1)</script>&lt;\"' onclick=x "
    "<b>*粗* `码` [链](http://a.cn) | # @ {1} \\"
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    (HOSTILE, "=1+1", "\x1b[31m", "a\u202eb", "]]>", "<!--", "- 甲", "1. 乙", "")
)

STYLES = st.fixed_dictionaries(
    {
        "zero": st.sampled_from(("", "0", "0.00", "-")),
        "codes": st.sampled_from(("合列", "分列")),
        "total": st.sampled_from(("首行", "末行")),
        "lines": st.booleans(),
        "ordinals": st.booleans(),
        "unit": st.sampled_from(("万元", "元")),
    }
)
BLANK = {"", "-"}
UNSTYLED = tuple(part for part in PARTS if part != "forms")


def printed(shown: Disclosure) -> dict[Address, str]:
    """The text of every number in a table of a form."""
    return {
        table.cells[cell.row, cell.column]: cell.text
        for table in shown.tables
        for cell in table.grid.cells
        if (cell.row, cell.column) in table.cells
    }


def assert_says(reading: Reading, shown: Disclosure, units: Mapping[str, str]) -> None:
    """The reading has every number of the tables, as printed and where it stands, and no other."""
    assert reading.meta.edition == shown.edition
    assert reading.meta.year == shown.year
    assert reading.meta.department == shown.department
    assert not reading.unread
    texts = {address: text for address, text in printed(shown).items() if text not in BLANK}
    read = {a: f.printed for a, f in reading.facts.items() if f.printed}
    assert read == texts
    for address, fact in shown.shown.items():
        unit = UNITS[units[address.form]]
        half = unit / 200
        value = reading.facts[address].value if address in reading.facts else Decimal(0)
        assert abs(value - fact.value) <= half
        if address in texts:
            assert texts[address] in (spelling.shown(fact.value, unit), "0", "0.00")


def restyled(edition: Edition, style: Mapping[str, str | bool]) -> Edition:
    """An edition all of whose forms are written in a style; what has none is not read again."""
    styles = {form.id: {"style": style} for form in edition.forms}
    other = replace(edition, declared=overlaid(edition.declared, {"form": styles}))
    vars(other).update({part: getattr(edition, part) for part in UNSTYLED})
    return other


def styled(edition: Edition, seed: int, department: str) -> Disclosure:
    """A disclosure whose tables are in an edition's own style, its charts of true numbers."""
    plain = written_by(edition, seed, department)
    blocks = tuple(_true(b, plain) if isinstance(b, Chart) else b for b in plain.blocks)
    return replace(plain, blocks=blocks)


def _true(chart: Chart, plain: Disclosure) -> Chart:
    """A chart of basic and project spending, told in its words."""
    names = ("基本支出", "项目支出")
    says = tuple(f"03:合计:{column}" for column in "23")
    facts = [plain.shown.get(Address.parse(text)) for text in says]
    values = tuple(fact.value / UNITS["万元"] if fact else Decimal(0) for fact in facts)
    labels = tuple(spelling.shown(value, Decimal(1)) for value in values)
    if chart.kind == "columns" or not sum(values):
        return chart._replace(alt="")
    alt = "，".join(f"{name}{label}万元" for name, label in zip(names, labels, strict=True))
    series = Series("本年支出", values, labels, says)
    return chart._replace(categories=names, series=(series,), alt=f"{alt}。")


@st.composite
def hostile(draw: st.DrawFn) -> Disclosure:
    """A disclosure in which every text is any text, but the numbers are its numbers."""
    texts = cycle(draw(st.lists(TEXTS, min_size=7, max_size=7)))
    plain = disclosure("2024", 3)
    return replace(
        plain,
        blocks=tuple(_hostile(block, texts) for block in plain.blocks),
        department=next(texts),
        title=next(texts),
        mark=next(texts),
        keywords=(next(texts),),
    )


def _hostile(block: Block, texts: Iterator[str]) -> Block:
    match block:
        case CoverPage():
            return CoverPage((next(texts), next(texts)), next(texts))
        case Contents():
            return Contents(next(texts))
        case Heading(level):
            return Heading(level, next(texts), next(texts))
        case Text():
            number = LinkedNumber(next(texts), next(texts), Address("01", "收入总计", "1"))
            reckoned, gap = LinkedNumber("1.00", next(texts)), Gap("甲", next(texts))
            return Text((next(texts), number, reckoned, gap))
        case PageTable():
            return _hostile_table(block, texts)
        case Chart():
            names = tuple(next(texts) for _ in block.categories)
            return block._replace(title=next(texts), alt=next(texts), categories=names)


def _hostile_table(table: PageTable, texts: Iterator[str]) -> PageTable:
    """A table with other words in its first cells, and one address of any signs."""
    changed = [
        Cell(next(texts) if at < 6 else cell.text, *_field(cell))
        for at, cell in enumerate(table.grid.cells)
    ]
    grid = Grid(tuple(changed), table.grid.height, table.grid.width)
    cells = dict(table.cells)
    for field in list(cells)[:1]:
        cells[field] = Address(table.id, next(texts), "1")
    owner, note, unit = next(texts), next(texts), next(texts)
    return replace(table, grid=grid, cells=cells, owner=owner, note=note, unit=unit)


def _field(cell: Cell) -> tuple[int, int, Place, int, int]:
    return cell.row, cell.column, cell.place, cell.rows, cell.columns
