"""PF-07, PF-11: scores that cannot be, and patterns of scoring worth a look; notes that drift."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.model.finding import Finding
from juesuan.model.project import Card, Indicator, Listed, Projects
from juesuan.notation import spelling
from juesuan.notation.scoring import Profile, trimmed
from juesuan.projects.addresses import address
from juesuan.projects.checks.remark import points, remark, show
from juesuan.projects.indicator import Unlike, alike, measure
from juesuan.projects.same import name_key

ZERO, HUNDRED = Decimal(0), Decimal(100)
MANY = 3
LIKE = Decimal("0.8")


def check_patterns(projects: Projects, rules: Profile) -> Iterator[Finding]:
    """All that only shows when the scores are looked at together."""
    yield from check_impossible(projects, rules)
    yield from check_uncarded(projects, rules)
    yield from check_all_full(projects)
    yield from check_slow(projects, rules)


def check_impossible(projects: Projects, rules: Profile) -> Iterator[Finding]:
    """PF-11: a total below the points that execution alone gives; one finding a list."""
    for name, listed in projects.named():
        found = []
        if max(map(_score, listed.rows)) <= rules.execution:
            continue  # not out of 100
        for row in listed.rows:
            least = _execution(row, rules)
            if row.score is not None and row.score.value + Decimal("0.02") < least:
                found.append((row, least))
        if not found:
            continue
        said = "；".join(
            f"“{row.name}”预算{row.budget.printed if row.budget else ''}、执行"
            f"{row.executed.printed if row.executed else ''}，仅执行率一项至少得{points(least)}分，"
            f"得分却为{row.score.printed if row.score else ''}分"
            for row, least in found
        )
        evidence = [
            show(row.score, address(row.name, name, "自评得分"), row.name) for row, _ in found
        ]
        actual = "、".join(row.score.printed for row, _ in found if row.score)
        message = f"汇总表得分不可能成立：{said}"
        expected = f"不低于{points(min(least for _, least in found))}"
        yield remark("PF-11", "错误", message, *evidence, expected=expected, actual=actual)


def _execution(row: Listed, rules: Profile) -> Decimal:
    """The points of 预算执行 alone, at the least."""
    if row.budget is None or row.executed is None or not row.budget.value:
        return ZERO
    return min(Decimal(1), row.executed.value / row.budget.value) * rules.execution


def check_uncarded(projects: Projects, rules: Profile) -> Iterator[Finding]:
    """PF-11: scores without a card: full ones with nothing spent, lower ones with all spent."""
    carded = {name_key(card.name) for card in projects.cards}
    listed = projects.fullest()
    rows = [row for row in listed.rows if name_key(row.name) not in carded] if listed else []
    if listed is None or not rows:
        return
    idle = [row for row in rows if _ratio(row) == 0 and _score(row) >= HUNDRED - rules.execution]
    done = [row for row in rows if _ratio(row) == 1 and rules.execution < _score(row) < HUNDRED]
    said = []
    if idle:
        names = "、".join(f"“{row.name}”{points(_score(row))}分" for row in idle)
        said.append(f"{len(idle)}个项目全年没有支出，执行率以外的指标却是满分：{names}")
    if done:
        names = "、".join(f"“{row.name}”{points(_score(row))}分" for row in done)
        said.append(f"预算全部执行而未得满分，扣分无明细：{names}")
    if said:
        evidence = [show(row.score, label=row.name) for row in (*idle, *done)]
        message = f"《{listed.title}》中没有自评表的项目：{'；'.join(said)}，请核实"
        yield remark("PF-11", "提示", message, *evidence)


def _ratio(row: Listed) -> Decimal | None:
    if row.budget is None or row.executed is None or not row.budget.value:
        return None
    return row.executed.value / row.budget.value


def _score(row: Listed) -> Decimal:
    return row.score.value if row.score else ZERO


def check_all_full(projects: Projects) -> Iterator[Finding]:
    """PF-11: every indicator of every card has full points: a sign of targets set afterwards."""
    cards = [card for card in projects.cards if card.indicators]
    every = [one for card in cards for one in card.indicators]
    if len(cards) < MANY or not all(_full(one) for one in every):
        return
    equal = sum(met_exactly(one) for one in every)
    message = (
        f"{len(cards)}张自评表执行率以外的{len(every)}个指标全部得满分，其中{equal}个实际值恰好等于目标值，"
        "请核实指标值是否事后填写、得分是否从严"
    )
    evidence = [show(card.total, address(card.name, "总分", "得分"), card.name) for card in cards]
    yield remark("PF-11", "提示", message, *evidence)


def _full(one: Indicator) -> bool:
    return bool(one.weight and one.score and one.score.value == one.weight.value)


def met_exactly(one: Indicator) -> bool:
    """Whether the actual value is the target itself, in number or in words."""
    target, actual = measure(one.target.text), measure(one.actual.text)
    try:
        low, high, reached = alike(target, actual)
    except Unlike:
        return spelling.key(one.target.text) == spelling.key(one.actual.text)
    return low == high == reached


def check_slow(projects: Projects, rules: Profile) -> Iterator[Finding]:
    """PF-07: a low rate of execution with no reason anywhere; one finding a document."""
    slow = [card for card in projects.cards if _unexplained(card, rules)]
    if not slow:
        return
    said = "、".join(f"《{card.name}》{_rate(card) * HUNDRED:.2f}%" for card in slow)
    message = f"执行率低于{trimmed(rules.low_rate * HUNDRED)}%，自评表未说明原因：{said}"
    full = [card for card in slow if all(_full(one) for one in card.indicators)]
    if full:
        message += f"；其中{len(full)}个项目的产出、效益指标仍全部得满分"
    evidence = [
        show(card.rate, address(card.name, "年度资金总额", "执行率"), card.name) for card in slow
    ]
    yield remark("PF-07", "提示", message, *evidence)


def _rate(card: Card) -> Decimal:
    row = card.fund()
    if row.budget is None or row.executed is None or not row.budget.value:
        return Decimal(1)
    return row.executed.value / row.budget.value


def _unexplained(card: Card, rules: Profile) -> bool:
    silent = not card.low_reason and not any(one.reason for one in card.indicators)
    return silent and _rate(card) < rules.low_rate
