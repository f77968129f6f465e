"""Scores that cannot be, and patterns that only show when scores are looked at together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.model.project import Listed, ProjectList, Projects
from juesuan.model.reading import Reading
from juesuan.notation.card.scoring import HUNDRED, ONE, ZERO, Profile, trimmed
from juesuan.notation.edition import Edition
from juesuan.notation.rule import Remark
from juesuan.projects.addresses import address
from juesuan.projects.checks.remark import project_rule, remark, show
from juesuan.projects.recount import met_exactly
from juesuan.projects.same import name_key

MANY = 3
SLACK = Decimal("0.02")


@project_rule("PF-11", example="没有支出的项目，产出指标全部满分", mend="核实指标实际值")
def patterns(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """得分与执行情况说得通：没有支出而产出满分、所有指标恰好达到目标的，请核实。"""
    projects = reading.projects
    if projects.legible():
        for name, listed in projects.named():
            yield from _impossible(name, listed, edition.scoring)
        yield from _uncarded(projects, edition.scoring)
        yield from _all_full(projects)


def _impossible(name: str, listed: ProjectList, rules: Profile) -> Iterator[Remark]:
    """Totals below the points that execution alone gives; one remark a list."""
    if max(map(_score, listed.rows)) <= rules.execution:
        return  # not out of 100
    least = [(row, _least(row, rules)) for row in listed.rows]
    low = [(row, points) for row, points in least if row.score and _score(row) + SLACK < points]
    if not low:
        return
    rows = "；".join(
        f"“{row.name}”预算{row.budget.printed if row.budget else ''}、执行"
        f"{row.executed.printed if row.executed else ''}，仅执行率一项至少得{trimmed(points)}分，"
        f"得分却为{row.score.printed if row.score else ''}分"
        for row, points in low
    )
    yield remark(
        "错误",
        f"汇总表得分不可能成立：{rows}",
        *(show(row.score, address(row.name, name, "自评得分"), row.name) for row, _ in low),
        expected=f"不低于{trimmed(min(points for _, points in low))}",
        actual="、".join(row.score.printed for row, _ in low if row.score),
    )


def _least(row: Listed, rules: Profile) -> Decimal:
    """The points of 预算执行 alone, at the least."""
    rate = _rate(row)
    return ZERO if rate is None else min(ONE, rate) * rules.execution


def _uncarded(projects: Projects, rules: Profile) -> Iterator[Remark]:
    """Scores without a card: full ones with nothing spent, lower ones with all spent."""
    carded = {name_key(card.name) for card in projects.cards}
    listed = projects.fullest()
    if listed is None:
        return
    rows = [row for row in listed.rows if name_key(row.name) not in carded]
    idle = [row for row in rows if _rate(row) == 0 and _score(row) >= HUNDRED - rules.execution]
    done = [row for row in rows if _rate(row) == 1 and rules.execution < _score(row) < HUNDRED]
    parts = []
    if idle:
        names = "、".join(f"“{row.name}”{trimmed(_score(row))}分" for row in idle)
        parts.append(f"{len(idle)}个项目全年没有支出，执行率以外的指标却是满分：{names}")
    if done:
        names = "、".join(f"“{row.name}”{trimmed(_score(row))}分" for row in done)
        parts.append(f"预算全部执行而未得满分，扣分无明细：{names}")
    if parts:
        message = f"《{listed.title}》中没有自评表的项目：{'；'.join(parts)}，请核实"
        yield remark("提示", message, *(show(row.score, label=row.name) for row in (*idle, *done)))


def _rate(row: Listed) -> Decimal | None:
    """B/A; None where there is no A to divide by."""
    if row.budget is None or row.executed is None or not row.budget.value:
        return None
    return row.executed.value / row.budget.value


def _score(row: Listed) -> Decimal:
    return row.score.value if row.score else ZERO


def _all_full(projects: Projects) -> Iterator[Remark]:
    """Every indicator of every card has full points: a sign of targets set afterwards."""
    cards = [card for card in projects.sound() if card.indicators]
    every = [one for card in cards for one in card.indicators]
    if len(cards) < MANY or not all(one.full for one in every):
        return
    message = (
        f"{len(cards)}张自评表执行率以外的{len(every)}个指标全部得满分，"
        f"其中{sum(map(met_exactly, every))}个实际值恰好等于目标值，"
        "请核实指标值是否事后填写、得分是否从严"
    )
    totals = (show(card.total, address(card.name, "总分", "得分"), card.name) for card in cards)
    yield remark("提示", message, *totals)
