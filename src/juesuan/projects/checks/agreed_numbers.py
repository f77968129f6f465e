"""What the text states of all projects, against cards, lists and forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.finding import Severity
from juesuan.model.number import UNITS, WAN, ZERO, Address, Facts
from juesuan.model.project import MONEY, Figure, ProjectList, Projects, Scope, Summary
from juesuan.model.reading import Reading
from juesuan.notation.card.scoring import HUNDRED, trimmed
from juesuan.notation.edition import Edition
from juesuan.notation.rule import Remark
from juesuan.projects.checks.remark import Shown, project_rule, remark, show, wan
from juesuan.projects.same import Project, group

CENT = Decimal(100)  # 0.01 万元 in 元
INITIAL, BUDGET, EXECUTED = range(len(MONEY))
SPENT = (Address("05", "合计", "3"), Address("03", "合计", "3"))
FUNDS = ("一般公共预算", "政府性基金", "国有资本")
SPENDING = ("支出", "执行", "使用")


class Total(NamedTuple):
    """What a column of money of all projects comes to, in 元; the place of the column in MONEY."""

    column: int
    amount: Decimal


@project_rule(
    "PF-10",
    example="说涵盖全部 6 个项目，清单只列 5 个",
    mend="核对项目清单是否完整",
)
def coverage(reading: Reading, _: Edition) -> Iterator[Remark]:
    """全部项目的执行数之和与决算表的项目支出相称。"""
    projects, scope = reading.projects, reading.projects.coverage
    if not projects.legible():
        return
    yield from _enumerated(projects)
    if scope is None:
        return
    partial = list(_partial(projects, scope, reading.facts))
    yield from partial
    yield from _covered(projects, scope)
    if not partial:
        yield from _executed(projects, scope, reading.facts)


@project_rule(
    "PF-14",
    example="“共计支出 200 万元”，而 200 万元是预算数",
    mend="写明是预算数还是执行数",
)
def summary(reading: Reading, _: Edition) -> Iterator[Remark]:
    """自评金额的口径前后一致，不把预算数说成支出。"""
    projects, report = reading.projects, reading.projects.report
    if not projects.legible():
        return
    if report.sum and report.items:
        yield from _summed(projects, report, report.sum)
    if report.floor:
        yield from _above(projects, report, report.floor)


def _column(listed: ProjectList, column: int) -> Decimal:
    """The sum of a column of a list, in 元."""
    amounts = ((row.initial, row.budget, row.executed)[column] for row in listed.rows)
    return sum((amount.value for amount in amounts if amount), ZERO) * UNITS[listed.unit]


def _partial(projects: Projects, scope: Scope, facts: Facts) -> Iterator[Remark]:
    """100 % of the projects, while the document's own list has more of them."""
    listed = projects.fullest()
    if scope.share is None or scope.budget is None or listed is None:
        return
    whole, stated = _column(listed, BUDGET), scope.budget.value * WAN
    more = len(listed.rows) > scope.projects.number and whole > stated + CENT
    if not more or scope.share.value < HUNDRED:
        return
    message = (
        f"文中称涵盖项目{scope.projects.number}个，涉及预算资金{scope.budget.printed}万元，占{scope.of}的"
        f"{scope.share.printed}%；而《{listed.title}》列有自评项目{len(listed.rows)}个，"
        f"全年预算数合计{wan(whole)}万元，前者只占{stated / whole * HUNDRED:.2f}%"
    )
    yield remark(
        "提示" if any(word in scope.of for word in FUNDS) else "错误",
        message,
        Shown(scope.projects.text, scope.projects.place),
        Shown(listed.title, listed.place),
        expected=f"{stated / whole * HUNDRED:.2f}%",
        actual=f"{scope.share.printed}%",
        because=tuple(_share(scope.budget, facts)),
    )


def _share(budget: Figure, facts: Facts) -> Iterator[str]:
    """What the budget that is covered is of all that the forms call 项目支出."""
    spent = facts.known(SPENT[0])
    if spent and spent.value:
        share = budget.value * WAN / spent.value * HUNDRED
        division = f"{budget.printed} ÷ {wan(spent.value)} = {share:.1f}%"
        yield f"项目支出决算{wan(spent.value)}万元，{division}"


def _covered(projects: Projects, scope: Scope) -> Iterator[Remark]:
    """The budget said to be covered is the sum over as many projects."""
    if scope.budget is None:
        return
    totals = list(_totals(projects, scope.projects.number))
    stated = scope.budget.value * WAN
    slack = CENT / 2 * (scope.projects.number + 1)
    sums = (total.amount / scale for total in totals for scale in (1, WAN))
    if not totals or any(abs(amount - stated) <= slack for amount in sums):
        yield from _miscounted(projects, scope, scope.budget)
        return
    whole = wan(next((t.amount for t in totals if t.column == BUDGET), totals[0].amount))
    message = (
        f"文中称{scope.projects.number}个项目涉及预算资金{scope.budget.printed}万元，"
        f"而这些项目的全年预算数合计{whole}万元"
    )
    where = Shown(scope.projects.text, scope.budget.place)
    sure = bool(projects.cards or projects.lists)  # a 综述 may round, and leave out a source
    severity: Severity = "错误" if sure else "提示"
    yield remark(severity, message, where, expected=whole, actual=scope.budget.printed)


def _totals(projects: Projects, count: int) -> Iterator[Total]:
    """The columns of cards and of lists of that many projects, in which nothing is left out."""
    if len(projects.cards) == count:
        for column in (INITIAL, BUDGET, EXECUTED):
            amounts = [(card.fund().amounts()[column], card.scale) for card in projects.cards]
            if all(amount for amount, _ in amounts):
                yield Total(column, sum((a.value * scale for a, scale in amounts if a), ZERO))
    for listed in projects.departmental():
        if len(listed.rows) == count and all(row.budget for row in listed.rows):
            yield from (Total(column, _column(listed, column)) for column in (BUDGET, INITIAL))
    if len(projects.synopses) == count and not (projects.cards or projects.lists):
        for column, name in ((BUDGET, "budget"), (EXECUTED, "executed")):
            figures: list[Figure | None] = [getattr(one, name) for one in projects.synopses]
            if all(figures):
                yield Total(column, sum((one.value * WAN for one in figures if one), ZERO))


def _miscounted(projects: Projects, scope: Scope, budget: Figure) -> Iterator[Remark]:
    """A stated number of projects, while the stated budget is that of more or fewer."""
    stated = scope.projects
    for listed in projects.departmental():
        count = len(listed.rows)
        gap = abs(_column(listed, BUDGET) - budget.value * WAN)
        if gap <= CENT / 2 * (count + 1) and count != stated.number:
            message = (
                f"文中称涵盖项目{stated.number}个，预算资金{budget.printed}万元；"
                f"而预算合数相同的《{listed.title}》列有{count}个项目"
            )
            where = Shown(stated.text, stated.place)
            yield remark("错误", message, where, expected=str(count), actual=str(stated.number))
            return


def _enumerated(projects: Projects) -> Iterator[Remark]:
    """The number said of a list of names is how many names there are."""
    stated, names = projects.stated, projects.enumerated
    if stated is None or stated.number == len(names) or len(names) != len(projects.cards):
        return
    count = str(len(names))
    message = f"正文称{stated.number}个项目，而所列名称有{count}个，自评表也是{count}张"
    where = Shown(stated.text, stated.place)
    yield remark("错误", message, where, expected=count, actual=str(stated.number))


def _executed(projects: Projects, scope: Scope, facts: Facts) -> Iterator[Remark]:
    """Where all projects are said to be covered, their spending is the 项目支出."""
    if scope.share is None or scope.share.value != HUNDRED:
        return
    spent, count = _spending(projects)
    booked = [fact for address in SPENT if (fact := facts.known(address)) and fact.value]
    slack = CENT / 2 * (count + 1)
    agrees = any(abs(spent - fact.value) <= slack + fact.half for fact in booked)
    if not spent or not booked or agrees:
        return
    forms = "、".join(f"{fact.address.form}表项目支出{fact.printed}{fact.unit}" for fact in booked)
    message = (
        f"文中称自评覆盖项目支出的100%，而{count}个自评项目的全年执行数合计{wan(spent)}万元，"
        f"与{forms}均不相等，请核对有无漏评的项目"
    )
    evidence = (Shown(fact.printed, fact.place, fact.address) for fact in booked)
    yield remark("提示", message, Shown(scope.projects.text, scope.projects.place), *evidence)


def _spending(projects: Projects) -> tuple[Decimal, int]:
    """What all projects have spent, in 元, and how many: as listed, else by card; 0 if unread."""
    listed = projects.fullest()
    if listed and any(row.executed for row in listed.rows):
        return _column(listed, EXECUTED), len(listed.rows)
    amounts = [(card.fund().executed, card.scale) for card in projects.cards]
    if projects.cards != projects.sound():
        return ZERO, len(amounts)
    return sum((a.value * scale for a, scale in amounts if a), ZERO), len(amounts)


def _summed(projects: Projects, report: Summary, total: Figure) -> Iterator[Remark]:
    """The items of a report add up; what it calls spent is not the budget."""
    amounts = [amount for _, amount in report.items]
    added = sum((amount.value for amount in amounts), ZERO)
    slack = sum((amount.half() for amount in (total, *amounts)), ZERO)
    if abs(added - total.value) > slack:
        right = f"{added:,f}"
        message = f"总结报告“共计{report.called}{total.printed}万元”，而所列各项之和为{right}万元"
        yield remark("错误", message, show(total), expected=right, actual=total.printed)
    elif report.called in SPENDING:
        named = [project for project in group(projects) if project.of("总结报告")]
        yield from _budget_called_spent(named, report, total)


def _budget_called_spent(
    named: Sequence[Project], report: Summary, total: Figure
) -> Iterator[Remark]:
    money = [next((m.money for m in one.mentions if m.money), None) for one in named]
    if not all(money):
        return
    budget = sum((pair[0] for pair in money if pair), ZERO)
    spent = sum((pair[1] for pair in money if pair), ZERO)
    stated, slack = total.value * WAN, CENT * len(money)
    if not budget or abs(stated - spent) <= slack or abs(stated - budget) > slack:
        return
    message = (
        f"总结报告称共计{report.called}{total.printed}万元，"
        f"这是{len(named)}个项目的全年预算数；"
        f"全年执行数合计{wan(spent)}万元，执行率{spent / budget * HUNDRED:.2f}%"
    )
    where = show(total, label=f"共计{report.called}")
    yield remark("错误", message, where, expected=wan(spent), actual=total.printed)


def _above(projects: Projects, report: Summary, floor: Figure) -> Iterator[Remark]:
    """Every score is at least what the report says all of them are."""
    below = {
        name: (score, place) for name, score, place in projects.scores() if score < floor.value
    }
    if not below:
        return
    listed = "、".join(f"“{name}”{trimmed(score)}分" for name, (score, _) in below.items())
    yield remark(
        "错误",
        f"总结报告称“{report.floor_text}”，而{listed}",
        show(floor, label=f"{report.floor_text}："),
        *(Shown(f"{name}{trimmed(score)}", place) for name, (score, place) in below.items()),
        expected=trimmed(min(score for score, _ in below.values())),
        actual=floor.printed,
    )
