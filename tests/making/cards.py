"""Cards for tests: one made by hand, random ones, and the three ways a text file draws them."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from juesuan.auditing.evaluations import project_checks
from juesuan.model.finding import Finding
from juesuan.model.number import Facts
from juesuan.model.page import Grid, Place
from juesuan.model.project import Card, Figure, Funds, Indicator, Projects, Quote
from juesuan.model.reading import Meta, Reading
from juesuan.notation.card import figure
from juesuan.notation.edition import load
from juesuan.reading.projects.cards import read_projects
from juesuan.reading.tables import tables
from juesuan.reading.text import running_text
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

ROOT = Path(__file__).parents[2]
JINAN = ROOT.parent / "shared" / "samples" / "jinan-lixia-2023.md"
EXAMPLES = ROOT / "examples" / "disclosure"
EDITION = load("2023")
WHOLE = "年度资金总额"
SOURCES = ("当年财政拨款", "上年结转资金", "其他资金")


def projects_in(path: Path) -> Projects:
    """What a file says of its projects."""
    document = open_document(path.name, path.read_bytes())
    return read_projects(running_text(document, EDITION), tables(document, EDITION.marks), EDITION)


def facts_in(path: Path) -> Facts:
    """The facts of a file's forms."""
    return read(open_document(path.name, path.read_bytes())).facts


def projects_of(text: str) -> Projects:
    """What a text says of its projects."""
    document = open_document("made.md", text.encode())
    return read_projects(running_text(document, EDITION), tables(document, EDITION.marks), EDITION)


def findings_on(projects: Projects, facts: Facts | None = None) -> list[Finding]:
    """What an audit says of projects, whatever else stands in their document."""
    reading = Reading(Meta(), facts or Facts({}, {}), projects=projects)
    return [finding for _, check in project_checks(reading, EDITION) for finding in check()]


def number(value: object) -> Figure:
    """A printed number, which must be one."""
    found = figure(str(value))
    assert found is not None
    return found


def indicator(text: str) -> Indicator:
    """`一级|二级|三级|目标|实际|分值|得分|原因`."""
    one, two, three, target, actual, weight, score, reason = (*text.split("|"), "")[:8]
    return Indicator(
        one,
        two,
        three,
        Quote(target),
        Quote(actual),
        figure(weight),
        figure(score),
        reason,
    )


def made() -> Card:
    """A card without a fault: 100 budgeted, 90 spent, one target missed and explained."""
    rows = (
        "成本指标|经济成本指标|项目总成本|≤100万元|90万元|10|10",
        "产出指标|数量指标|印制手册数量|≥50册|40册|20|16|纸张缺货",
        "产出指标|质量指标|验收合格率|100%|100%|20|20",
        "效益指标|社会效益指标|公众知晓程度|提高|完成预期指标|30|28|宣传面有限",
        "满意度指标|服务对象满意度指标|读者满意度|≥90%|93.5%|10|10",
    )
    money = (number("100.00"), number("100.00"), number("90.00"))
    return Card(
        Quote("手册印制专项经费"),
        "某局",
        "某局",
        funds=(Funds(WHOLE, *money), Funds(SOURCES[0], *money), *map(Funds, SOURCES[1:])),
        weight=number(10),
        rate=number("90%"),
        points=number(9),
        goal=Quote("印制手册数量不少于50册。"),
        done=Quote("印制手册数量40册。"),
        indicators=tuple(map(indicator, rows)),
        whole=number(100),
        total=number(93),
    )


def with_indicator(card: Card, at: int, text: str) -> Card:
    """The card with one indicator replaced."""
    rows = list(card.indicators)
    rows[at] = indicator(text)
    return replace(card, indicators=tuple(rows))


def bare(card: Card) -> Card:
    """A card as read, without places and notes, to compare with the one written."""

    def off(value: Figure | None) -> Figure | None:
        return Figure(value.value, value.printed) if value else None

    return replace(
        card,
        project=Quote(card.name),
        funds=tuple(Funds(row.source, *map(off, row.amounts())) for row in card.funds),
        weight=off(card.weight),
        rate=off(card.rate),
        points=off(card.points),
        goal=Quote(card.goal.text),
        done=Quote(card.done.text),
        indicators=tuple(
            replace(
                one,
                target=Quote(one.target.text),
                actual=Quote(one.actual.text),
                weight=off(one.weight),
                score=off(one.score),
                place=Place(),
            )
            for one in card.indicators
        ),
        whole=off(card.whole),
        total=off(card.total),
        notes=(),
        heading=None,
        place=Place(),
    )


WORDS = st.text("甲乙丙丁戊己庚辛壬癸子丑寅卯", min_size=2, max_size=8)
AMOUNTS = st.decimals(0, 99999, places=2).map(number)
POINTS = st.one_of(st.integers(0, 100), st.decimals(0, 100, places=2)).map(number)
RATES = st.decimals(0, 100, places=2).map(lambda value: number(f"{value}%"))
GOALS = st.one_of(
    WORDS,
    st.tuples(
        st.sampled_from(["≥", "≤", "", ">", "不少于"]),
        st.integers(0, 9999),
        st.sampled_from(["%", "万元", "次", ""]),
    ).map(lambda parts: f"{parts[0]}{parts[1]}{parts[2]}"),
)
INDICATORS = st.builds(
    Indicator,
    level1=st.sampled_from(["产出指标", "效益指标（30分）", "满意度指标"]),
    level2=st.sampled_from(["数量指标", "质量指标", "社会效益指标"]),
    level3=WORDS,
    target=GOALS.map(Quote),
    actual=GOALS.map(Quote),
    weight=POINTS,
    score=st.none() | POINTS,
    reason=st.just("") | WORDS,
)
CARDS = st.builds(
    Card,
    project=WORDS.map(Quote),
    department=WORDS,
    implementer=WORDS,
    unit=st.sampled_from(["万元", "元"]),
    funds=st.tuples(*(st.builds(Funds, st.just(s), *[AMOUNTS] * 3) for s in (WHOLE, *SOURCES))),
    weight=st.sampled_from([10, 20]).map(number),
    rate=RATES,
    points=POINTS,
    goal=WORDS.map(Quote),
    done=WORDS.map(Quote),
    indicators=st.lists(INDICATORS, min_size=1, max_size=8).map(tuple),
    whole=st.none() | st.just(number(100)),
    total=POINTS,
    low_reason=st.just("") | WORDS,
)


def as_html(grid: Grid) -> str:
    """A table with rowspan and colspan."""
    rows = []
    for row in range(grid.height):
        cells = [cell for cell in grid.cells if cell.row == row]
        drawn = (f'<td rowspan="{c.rows}" colspan="{c.columns}">{c.text}</td>' for c in cells)
        rows.append(f"<tr>{''.join(drawn)}</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _flat(grid: Grid) -> list[list[str]]:
    """Every field; a merged one is blank but for its first."""
    rows = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def as_pipes(grid: Grid) -> str:
    """A Markdown table, which has no spans."""
    head, *rest = (f"| {' | '.join(row)} |" for row in _flat(grid))
    return "\n".join([head, "|" + "---|" * grid.width, *rest])


def as_tabs(grid: Grid) -> str:
    """Text with tabs, which has no spans."""
    return "\n".join("\t".join(row) for row in _flat(grid))


DRAWN = (as_html, as_pipes, as_tabs)


def document_of(card: Card, drawn: str) -> str:
    """A page with the card on it."""
    return f"# 项目支出绩效自评表\n\n单位：{card.unit}\n\n{drawn}\n\n完。\n"


def amount_of(card: Card) -> Decimal:
    """年度资金总额's executed amount."""
    executed = card.fund().executed
    assert executed is not None
    return executed.value
