"""The projects of the books: cards of project, fund and indicator, scored, tied to the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from juesuan.books import LIMITS, Books, open_books
from juesuan.model.finding import Finding
from juesuan.model.page import Limits
from juesuan.model.project import (
    SOURCES,
    WHOLE,
    Card,
    Evaluated,
    Figure,
    Funds,
    Indicator,
    Kind,
    Note,
    Passage,
    Point,
    ProjectList,
    Projects,
)
from juesuan.notation.card import Layout, figure
from juesuan.notation.edition import Edition, edition_id, latest, load
from juesuan.notation.scoring import Profile, trimmed
from juesuan.projects.checks.arithmetic import check_arithmetic, check_profile
from juesuan.projects.checks.indicators import check_indicators
from juesuan.projects.checks.patterns import check_patterns
from juesuan.projects.indicator import measure
from juesuan.projects.score import (
    Portfolio,
    Rescored,
    completed,
    rescore,
    score_card,
    score_portfolio,
)

if TYPE_CHECKING:
    import ibis

NEEDED = ("unit", "project", "project_fund", "indicator")
TABLES = ("meta", "codes", "ledger", *NEEDED)
LAYOUT = "base"
SOURCE = dict(zip(("当年财政", "上年结转", "其他"), SOURCES, strict=True))
KINDS: Mapping[str, Kind] = {"部门预算": "部门预算", "上级转移支付": "转移支付"}
SMALL = 1_000_000  # 分: a project below 1 万元 is shown to the 分
Row = dict[str, Any]
Rows = Mapping[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All evaluated projects of the books: what is claimed, what it comes to, what is wrong."""

    evaluated: Evaluated
    rows: tuple[Rescored, ...]
    points: tuple[Point, ...]
    notes: tuple[Note, ...]
    excluded: tuple[str, ...]
    layout: Layout

    @property
    def sound(self) -> bool:
        """Whether nothing has to be put right before the cards are published."""
        return not any(one.severity == "错误" for one in self.notes)


def evaluate(books: str | Path, edition: str = "", limits: Limits = LIMITS) -> Evaluation:
    """Score the projects of the books, with or without a ledger; raises BooksError."""
    opened = _opened(books, load(edition or latest()), limits)
    tables = {name: _rows(opened.tables[name]) for name in TABLES if name != "ledger"}
    ledger = opened.tables["ledger"]
    booked = executed(ledger) if ledger.count().to_pyarrow().as_py() else None
    meta = tables["meta"][0]
    region = f"{meta['region_profile'] or ''}"[:2] + "0000"
    chosen = load(edition or edition_id(opened.year, region))
    return evaluation(opened.year, tables, booked, chosen)


def _opened(books: str | Path, edition: Edition, limits: Limits) -> Books:
    """The books, of which only the tables on projects are read; the ledger may be missing."""
    schema = edition.books
    tables = tuple(
        replace(one, required=one.name in (*NEEDED, schema.year[0]))
        for one in schema.tables
        if one.name in TABLES
    )
    return open_books(books, replace(schema, tables=tables), limits=limits)


def _rows(table: ibis.Table) -> list[Row]:
    found: list[Row] = table.to_pyarrow().to_pylist()
    return found


def executed(ledger: ibis.Table) -> dict[str, int]:
    """By project, its expenses (7xxx, debit less credit) before the closing entries, in 分."""
    closing = ledger.is_closing_entry.fill_null(False)  # noqa: FBT003 - an Ibis literal
    rows = ledger.filter(ledger.acct.startswith("7") & ~closing & ledger.project_code.notnull())
    sums = rows.group_by("project_code").aggregate(
        spent=rows.debit.fill_null(0).sum() - rows.credit.fill_null(0).sum()
    )
    return {row["project_code"]: int(row["spent"]) for row in _rows(sums) if row["project_code"]}


class _Project(NamedTuple):
    """One project with its rows; `booked` is what the ledger has spent on it."""

    row: Row
    funds: list[Row]
    indicators: list[Row]
    booked: int | None

    @property
    def name(self) -> str:
        """The project's name in one line."""
        return _line(self.row["name"])

    @property
    def kind(self) -> Kind:
        """Of the department's own budget, or a transfer payment."""
        return KINDS[self.row["class"] or "部门预算"]

    @property
    def spent(self) -> int | None:
        """B as filled in; None where no source says it."""
        return _sum(self.funds, "B")

    @property
    def excluded(self) -> bool:
        """Whether the unit does not evaluate it."""
        return self.row["self_eval"] is False


def evaluation(
    year: int, tables: Rows, booked: Mapping[str, int] | None, edition: Edition
) -> Evaluation:
    """Score the projects of these rows; `booked` is None where there is no ledger."""
    rules = edition.scoring
    projects = list(_projects(tables, booked))
    names = {row["unit_code"]: _line(row["unit_name"]) for row in tables["unit"]}
    department = _line(tables["meta"][0]["department"]) or next(iter(names.values()), "")
    notes = [note for one in projects for note in _checked(one, ledger=booked is not None)]
    chosen = sorted(filter(_complete, projects), key=lambda one: one.kind == "转移支付")
    cards = [_card(one, department, names, rules) for one in chosen]
    whole = score_portfolio(cards, rules)
    done = tuple(_bare(completed(one)) for one in whole.cards)
    notes += _unscored(whole)
    kinds = tuple(one.kind for one in chosen)
    lists = tuple(_lists(year, whole, done, kinds))
    notes += map(_note, _findings(done, whole, rules))
    evaluated = Evaluated(year, department, done, kinds, lists, whole.average, whole.grades)
    points = tuple(
        Point(p.project, f"{trimmed(p.rate * 100)}%", trimmed(p.score), p.budget, p.executed)
        for p in whole.points
    )
    excluded = tuple(one.name for one in projects if one.excluded)
    rows = tuple(_claimed(row) for row in rescore(cards, rules))
    return Evaluation(evaluated, rows, points, tuple(notes), excluded, edition.layouts[LAYOUT])


def _projects(tables: Rows, booked: Mapping[str, int] | None) -> Iterator[_Project]:
    funds: dict[str, list[Row]] = defaultdict(list)
    indicators: dict[str, list[Row]] = defaultdict(list)
    for rows, found in ((tables["project_fund"], funds), (tables["indicator"], indicators)):
        for row in sorted(rows, key=lambda one: (one["origin"], one["line"])):
            found[row["project_code"]].append(row)
    for row in sorted(tables["project"], key=lambda one: (one["origin"], one["line"])):
        code = row["project_code"]
        spent = None if booked is None else booked.get(code, 0)
        yield _Project(row, funds[code], indicators[code], spent)


def _checked(one: _Project, *, ledger: bool) -> Iterator[Note]:
    """The project against the ledger, and what is missing for its score."""
    booked, spent = one.booked or 0, one.spent
    if spent is not None and ledger and spent != booked:
        message = (
            f"填报的全年执行数{_yuan(spent)}元，账上项目支出{_yuan(booked)}元，"
            f"相差{_yuan(spent - booked)}元"
        )
        yield Note("错误", one.name, message)
    if one.excluded:
        return
    if not one.indicators:
        money = f"账上执行{_yuan(booked)}元，" if booked else ""
        yield Note("提示", one.name, f"{money}没有绩效指标，未作自评")
    elif _sum(one.funds, "A") is None:
        yield Note("错误", one.name, "没有填报全年预算数（A），执行率算不出：请填写项目资金表")
    elif spent is None and not ledger:
        yield Note("错误", one.name, "没有填报全年执行数（B），也没有账可取：请填写项目资金表")
    if one.indicators:
        yield from (Note("错误", one.name, text) for text in _unmeasured(one.indicators))


def _complete(one: _Project) -> bool:
    spent = one.spent if one.spent is not None else one.booked
    known = _sum(one.funds, "A") is not None and spent is not None
    return bool(one.indicators) and not one.excluded and known


def _unmeasured(rows: Sequence[Row]) -> Iterator[str]:
    """Indicators whose target is no number though their direction asks for one."""
    for row in rows:
        name = _line(row["l3"])
        if row["direction"] != "定性" and measure(_target(row)).number is None:
            target, way = _line(row["target"]), row["direction"]
            yield f"“{name}”方向是{way}，目标值“{target}”却不是一个数：请改正，或选定性"
        if not _line(row["actual"]):
            yield f"“{name}”没有填报完成值"


def _unscored(whole: Portfolio) -> Iterator[Note]:
    """Indicators only a person can judge, and those that cannot be counted."""
    for one in whole.cards:
        for row, scored in zip(one.card.indicators, one.indicators, strict=True):
            if scored.points is None and row.actual.text:
                yield Note("错误", one.card.name, f"“{row.name}”没有得分：{scored.why}")


def _findings(cards: tuple[Card, ...], whole: Portfolio, rules: Profile) -> Iterator[Finding]:
    """What an audit of the cards would say, so that none is published that it would reject."""
    yield from whole.hints
    said = {(one.rule, one.severity) for one in whole.hints}
    for card in cards:
        yield from check_arithmetic(card, rules)
        yield from check_indicators(card, rules)
    yield from check_profile(cards, rules)
    for one in check_patterns(Projects(cards=cards), rules):
        if (one.rule, one.severity) not in said:
            yield one


def _note(one: Finding) -> Note:
    return Note(one.severity, "", one.message)


def _claimed(row: Rescored) -> Rescored:
    """A score nobody claimed agrees with what is computed."""
    return row._replace(agrees=row.agrees or (bool(row.recomputed) and not row.printed))


def _card(one: _Project, department: str, units: Mapping[str, str], rules: Profile) -> Card:
    indicators = tuple(map(_indicator, one.indicators))
    bare = Card(
        Passage(one.name),
        department,
        units.get(one.row["unit_code"], ""),
        funds=tuple(_funds(one)),
        weight=_number(rules.execution),
        goal=Passage(_line(one.row["goal_text"])),
        done=Passage(_line(one.row["actual_text"])),
        indicators=indicators,
    )
    total = score_card(bare, rules).total
    if total is None or total >= rules.low_score:
        return bare
    reasons = (f"{row.name}：{row.reason}" for row in indicators if row.reason)
    return replace(bare, low_reason="；".join(reasons))


def _funds(one: _Project) -> Iterator[Funds]:
    """The whole and every source, in 万元; B is that of the ledger where none is filled in."""
    rows = {SOURCE[row["source"]]: row for row in one.funds}
    if one.spent is None and len(rows) == 1:
        rows = {source: {**row, "B": one.booked} for source, row in rows.items()}
    whole = _sum(one.funds, "A") or 0
    places = 6 if 0 < whole < SMALL else 2
    spent = one.spent if one.spent is not None else one.booked
    initial = _sum(one.funds, "initial")
    yield Funds(WHOLE, *(_wan(cents, places) for cents in (initial, whole, spent)))
    blank = {"initial": 0, "A": 0, "B": 0}
    for source in SOURCES:
        row = rows.get(source, blank)
        yield Funds(source, *(_wan(row[column], places) for column in blank))


def _indicator(row: Row) -> Indicator:
    return Indicator(
        _line(row["l1"]),
        _line(row["l2"]),
        _line(row["l3"]),
        Passage(_target(row)),
        Passage(_with_unit(_line(row["actual"]), _line(row["unit"]))),
        _number(row["weight"]),
        _number(row["score"]),
        _line(row["deviation_reason"]),
    )


def _target(row: Row) -> str:
    """The target as a card shows it: ≤2251.50万元; = stays unsaid where a bare number says it."""
    said, way = _line(row["target"]), row["direction"]
    text = _with_unit(said, _line(row["unit"]))
    found = measure(text)
    if way == "定性" or found.number is None or found.explicit:
        return text
    bare = way == "=" and found.number and not _line(row["l1"]).startswith("成本")
    return text if bare else f"{way}{text}"


def _with_unit(text: str, unit: str) -> str:
    bare = measure(text)
    return f"{text}{unit}" if bare.number is not None and not bare.unit else text


def _lists(
    year: int, whole: Portfolio, cards: Sequence[Card], kinds: Sequence[Kind]
) -> Iterator[ProjectList]:
    """The summary tables: the department's own projects, and those of transfer payments."""
    listed = [
        row._replace(rate=card.rate) for row, card in zip(whole.summary().rows, cards, strict=True)
    ]
    for kind in KINDS.values():
        rows = tuple(row for row, its in zip(listed, kinds, strict=True) if its == kind)
        if rows:
            yield ProjectList(f"{year}年度{kind}项目支出绩效自评情况汇总表", kind, rows)


def _bare(card: Card) -> Card:
    """The card with its rate as printed, as a reader of the published card has it."""
    rate = figure(card.rate.printed) if card.rate else None
    return replace(card, rate=rate)


def _sum(rows: Sequence[Row], column: str) -> int | None:
    given = [int(row[column]) for row in rows if row[column] is not None]
    return sum(given) if given else None


def _wan(cents: int | None, places: int) -> Figure | None:
    if cents is None:
        return None
    value = Decimal(cents).scaleb(-6).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return Figure(value, f"{value:f}")


def _number(value: Decimal | None) -> Figure | None:
    if value is None:
        return None
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Figure(Decimal(text), text)


def _yuan(cents: int) -> str:
    return f"{Decimal(cents).scaleb(-2):,.2f}"


def _line(text: object) -> str:
    return " ".join(str(text or "").split())
