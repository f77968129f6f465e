"""Rows of the books to self-evaluation cards, tied to the ledger; what is missing is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from juesuan.model.project import SOURCES, WHOLE, Card, Figure, Funds, Indicator, Kind, Note, Quote
from juesuan.notation.card.scoring import Profile
from juesuan.projects.indicator import measure
from juesuan.projects.recount import score_card

if TYPE_CHECKING:
    import ibis

SOURCE = dict(zip(("当年财政", "上年结转", "其他"), SOURCES, strict=True))
KINDS: Mapping[str, Kind] = {"部门预算": "部门预算", "上级转移支付": "转移支付"}
SMALL = 1_000_000  # 分: a project below 1 万元 is shown to the 分
Row = dict[str, Any]
Rows = Mapping[str, list[Row]]


class ProjectCards(NamedTuple):
    """The projects of the books that are evaluated as cards, and what stands in the way."""

    department: str
    cards: tuple[Card, ...]
    kinds: tuple[Kind, ...]
    notes: tuple[Note, ...]
    excluded: tuple[str, ...]


def project_cards(tables: Rows, booked: Mapping[str, int] | None, rules: Profile) -> ProjectCards:
    """The cards of these rows; `booked` is what the ledger spent, None where there is none."""
    projects = list(_projects(tables, booked))
    names = {row["unit_code"]: _line(row["unit_name"]) for row in tables["unit"]}
    department = _line(tables["meta"][0]["department"]) or next(iter(names.values()), "")
    notes = [note for project in projects for note in _checked(project, ledger=booked is not None)]
    chosen = sorted(filter(_complete, projects), key=lambda project: project.kind == "转移支付")
    return ProjectCards(
        department,
        tuple(_card(project, department, names, rules) for project in chosen),
        tuple(project.kind for project in chosen),
        tuple(notes),
        tuple(project.name for project in projects if project.excluded),
    )


def executed(ledger: ibis.Table) -> dict[str, int]:
    """By project, its expenses (7xxx, debit less credit) before the closing entries, in 分."""
    closing = ledger.is_closing_entry.fill_null(False)  # noqa: FBT003 - an Ibis literal
    rows = ledger.filter(ledger.acct.startswith("7") & ~closing & ledger.project_code.notnull())
    sums = rows.group_by("project_code").aggregate(
        spent=rows.debit.fill_null(0).sum() - rows.credit.fill_null(0).sum()
    )
    return {row["project_code"]: int(row["spent"]) for row in rows_of(sums) if row["project_code"]}


def rows_of(table: ibis.Table) -> list[Row]:
    """The rows of a small table."""
    rows: list[Row] = table.to_pyarrow().to_pylist()
    return rows


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


def _projects(tables: Rows, booked: Mapping[str, int] | None) -> Iterator[_Project]:
    funds: dict[str, list[Row]] = defaultdict(list)
    indicators: dict[str, list[Row]] = defaultdict(list)
    for rows, by_project in ((tables["project_fund"], funds), (tables["indicator"], indicators)):
        for row in sorted(rows, key=lambda line: (line["origin"], line["line"])):
            by_project[row["project_code"]].append(row)
    for row in sorted(tables["project"], key=lambda line: (line["origin"], line["line"])):
        code = row["project_code"]
        spent = None if booked is None else booked.get(code, 0)
        yield _Project(row, funds[code], indicators[code], spent)


def _checked(project: _Project, *, ledger: bool) -> Iterator[Note]:
    """The project against the ledger, and what is missing for its score."""
    booked, spent = project.booked or 0, project.spent
    if spent is not None and ledger and spent != booked:
        message = (
            f"填报的全年执行数{_yuan(spent)}元，账上项目支出{_yuan(booked)}元，"
            f"相差{_yuan(spent - booked)}元"
        )
        yield Note("错误", project.name, message)
    if project.excluded:
        return
    if not project.indicators:
        money = f"账上执行{_yuan(booked)}元，" if booked else ""
        yield Note("提示", project.name, f"{money}没有绩效指标，未作自评")
    elif _sum(project.funds, "A") is None:
        yield Note("错误", project.name, "没有填报全年预算数（A），执行率算不出：请填写项目资金表")
    elif spent is None and not ledger:
        yield Note("错误", project.name, "没有填报全年执行数（B），也没有账可取：请填写项目资金表")
    if project.indicators:
        yield from (Note("错误", project.name, text) for text in _unmeasured(project.indicators))


def _complete(project: _Project) -> bool:
    spent = project.spent if project.spent is not None else project.booked
    funded = _sum(project.funds, "A") is not None and spent is not None
    return bool(project.indicators) and not project.excluded and funded


def _unmeasured(rows: Sequence[Row]) -> Iterator[str]:
    """Indicators whose target is no number though their direction asks for one."""
    for row in rows:
        name = _line(row["l3"])
        if row["direction"] != "定性" and measure(_target(row)).number is None:
            target, way = _line(row["target"]), row["direction"]
            yield f"“{name}”方向是{way}，目标值“{target}”却不是一个数：请改正，或选定性"
        if not _line(row["actual"]):
            yield f"“{name}”没有填报完成值"


def _card(project: _Project, department: str, units: Mapping[str, str], rules: Profile) -> Card:
    indicators = tuple(map(_indicator, project.indicators))
    bare = Card(
        Quote(project.name),
        department,
        units.get(project.row["unit_code"], ""),
        funds=tuple(_funds(project)),
        weight=_number(rules.execution),
        goal=Quote(_line(project.row["goal_text"])),
        done=Quote(_line(project.row["actual_text"])),
        indicators=indicators,
    )
    total = score_card(bare, rules).total
    if total is None or total >= rules.low_score:
        return bare
    reasons = (f"{row.name}：{row.reason}" for row in indicators if row.reason)
    return replace(bare, low_reason="；".join(reasons))


def _funds(project: _Project) -> Iterator[Funds]:
    """The whole and every source, in 万元; B is that of the ledger where none is filled in."""
    rows = {SOURCE[row["source"]]: row for row in project.funds}
    if project.spent is None and len(rows) == 1:
        rows = {source: {**row, "B": project.booked} for source, row in rows.items()}
    whole = _sum(project.funds, "A") or 0
    places = 6 if 0 < whole < SMALL else 2
    spent = project.spent if project.spent is not None else project.booked
    initial = _sum(project.funds, "initial")
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
        Quote(_target(row)),
        Quote(_with_unit(_line(row["actual"]), _line(row["unit"]))),
        _number(row["weight"]),
        _number(row["score"]),
        _line(row["deviation_reason"]),
    )


def _target(row: Row) -> str:
    """The target as a card shows it: ≤2251.50万元; = stays unsaid where a bare number says it."""
    target, way = _line(row["target"]), row["direction"]
    text = _with_unit(target, _line(row["unit"]))
    value = measure(text)
    if way == "定性" or value.number is None or value.explicit:
        return text
    bare = way == "=" and value.number and not _line(row["l1"]).startswith("成本")
    return text if bare else f"{way}{text}"


def _with_unit(text: str, unit: str) -> str:
    bare = measure(text)
    return f"{text}{unit}" if bare.number is not None and not bare.unit else text


def _sum(rows: Sequence[Row], column: str) -> int | None:
    given = [int(row[column]) for row in rows if row[column] is not None]
    return sum(given) if given else None


def _wan(cents: int | None, places: int) -> Figure | None:
    if cents is None:
        return None
    value = Decimal(cents).scaleb(-6).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return Figure(value, f"{value:,f}")


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
