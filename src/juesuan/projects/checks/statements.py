"""PF-10, PF-14 and what the text states of all projects, against cards, lists and forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.model.finding import Finding
from juesuan.model.number import UNITS, WAN, ZERO, Address, Fact, Facts
from juesuan.model.project import ProjectList, Projects
from juesuan.notation.scoring import trimmed
from juesuan.projects.checks.remark import Shown, points, remark, show, wan
from juesuan.projects.indicator import measure
from juesuan.projects.same import Project

HUNDRED = Decimal(100)
CENT = Decimal(100)  # 0.01 万元 in 元
TRAVEL = ("09:三公经费:2", "09:三公经费:8")
SPENT = ("05:合计:3", "03:合计:3")
FUNDS = ("一般公共预算", "政府性基金", "国有资本")


def check_statements(
    projects: Projects, found: Sequence[Project], facts: Facts
) -> Iterator[Finding]:
    """Coverage, sums, floors, lists and overseas travel as the text has them."""
    coverage = [*check_coverage(projects, facts)]
    yield from coverage
    yield from check_covered_budget(projects)
    yield from check_enumerated(projects)
    if not coverage:
        yield from check_executed(projects, facts)
    yield from check_report(projects, found)
    yield from check_floor(projects)
    yield from check_lists(projects)
    yield from check_travel(projects, facts)
    yield from check_groups(projects, facts)


def amounts(listed: ProjectList, name: str) -> Decimal:
    """The sum of a column of a list, in 元."""
    found = (getattr(row, name) for row in listed.rows)
    return sum((one.value for one in found if one), ZERO) * UNITS[listed.unit]


def check_coverage(projects: Projects, facts: Facts) -> Iterator[Finding]:
    """PF-10: 100 % of the projects, while the document's own list has more of them."""
    said, listed = projects.coverage, projects.fullest()
    if said is None or said.share is None or said.budget is None or listed is None:
        return
    whole, stated = amounts(listed, "budget"), said.budget.value * UNITS["万元"]
    more = len(listed.rows) > said.projects.number and whole > stated + CENT
    if not more or said.share.value < HUNDRED:
        return
    spent = _known(facts, SPENT[0])
    message = (
        f"文中称涵盖项目{said.projects.number}个，涉及预算资金{said.budget.printed}万元，占{said.of}的"
        f"{said.share.printed}%；而《{listed.title}》列有自评项目{len(listed.rows)}个，"
        f"全年预算数合计{wan(whole)}万元，前者只占{stated / whole * HUNDRED:.2f}%"
    )
    because: tuple[str, ...] = ()
    if spent and spent.value:
        share = (
            f"{said.budget.printed} ÷ {wan(spent.value)} = {stated / spent.value * HUNDRED:.1f}%"
        )
        because = (f"项目支出决算{wan(spent.value)}万元，{share}",)
    evidence = [Shown(said.projects.text, said.projects.place), Shown(listed.title, listed.place)]
    partial = any(word in said.of for word in FUNDS)
    yield remark(
        "PF-10",
        "提示" if partial else "错误",
        message,
        *evidence,
        expected=f"{stated / whole * HUNDRED:.2f}%",
        actual=f"{said.share.printed}%",
        because=because,
    )


def check_covered_budget(projects: Projects) -> Iterator[Finding]:
    """PF-10: the budget said to be covered is the sum over as many projects."""
    said = projects.coverage
    if said is None or said.budget is None:
        return
    sums: list[tuple[str, Decimal]] = []
    if len(projects.cards) == said.projects.number:
        for name in ("initial", "budget", "executed"):
            values = [getattr(card.fund(), name) for card in projects.cards]
            if all(values):
                total = sum(
                    (v.value * c.scale for v, c in zip(values, projects.cards, strict=True)), ZERO
                )
                sums.append((name, total))
    for listed in projects.own_lists():
        if len(listed.rows) == said.projects.number and all(row.budget for row in listed.rows):
            sums += [(name, amounts(listed, name)) for name in ("budget", "initial")]
    stated = said.budget.value * UNITS["万元"]
    slack = CENT / 2 * (said.projects.number + 1)
    right = [abs(total / scale - stated) <= slack for _, total in sums for scale in (1, WAN)]
    if not sums or any(right):
        yield from _miscounted(projects)
        return
    whole = next((total for name, total in sums if name == "budget"), sums[0][1])
    message = (
        f"文中称{said.projects.number}个项目涉及预算资金{said.budget.printed}万元，"
        f"而这些项目的全年预算数合计{wan(whole)}万元"
    )
    yield remark(
        "PF-10",
        "错误",
        message,
        Shown(said.projects.text, said.budget.place),
        expected=wan(whole),
        actual=said.budget.printed,
    )


def _miscounted(projects: Projects) -> Iterator[Finding]:
    """PF-10: a stated number of projects, while the stated budget is that of more or fewer."""
    said = projects.coverage
    if said is None or said.budget is None:
        return
    stated = said.budget.value * UNITS["万元"]
    for listed in projects.own_lists():
        count = len(listed.rows)
        same = abs(amounts(listed, "budget") - stated) <= CENT / 2 * (count + 1)
        if same and count != said.projects.number:
            message = (
                f"文中称涵盖项目{said.projects.number}个，预算资金{said.budget.printed}万元；"
                f"而预算合数相同的《{listed.title}》列有{count}个项目"
            )
            where = Shown(said.projects.text, said.projects.place)
            actual = str(said.projects.number)
            yield remark("PF-10", "错误", message, where, expected=str(count), actual=actual)
            return


def check_enumerated(projects: Projects) -> Iterator[Finding]:
    """PF-10: the number said of a list of names is how many names there are."""
    stated, names = projects.stated, projects.enumerated
    if stated is None or stated.number == len(names) or len(names) != len(projects.cards):
        return
    message = f"正文称{stated.number}个项目，而所列名称有{len(names)}个，自评表也是{len(names)}张"
    where = Shown(stated.text, stated.place)
    yield remark(
        "PF-10", "错误", message, where, expected=str(len(names)), actual=str(stated.number)
    )


def _known(facts: Facts, name: str) -> Fact | None:
    return facts.known(Address.parse(name))


def check_executed(projects: Projects, facts: Facts) -> Iterator[Finding]:
    """PF-10: where all projects are said to be covered, their spending is the 项目支出."""
    said, listed = projects.coverage, projects.fullest()
    if said is None or said.share is None or said.share.value != HUNDRED:
        return
    if listed and any(row.executed for row in listed.rows):
        spent, count = amounts(listed, "executed"), len(listed.rows)
    else:
        rows = [(card.fund().executed, card.scale) for card in projects.cards]
        spent, count = sum((one.value * scale for one, scale in rows if one), ZERO), len(rows)
    known = [fact for name in SPENT if (fact := _known(facts, name)) and fact.value]
    slack = CENT / 2 * (count + 1)
    if (
        not spent
        or not known
        or any(abs(spent - fact.value) <= slack + fact.half for fact in known)
    ):
        return
    forms = "、".join(f"{fact.address.form}表项目支出{fact.printed}{fact.unit}" for fact in known)
    message = (
        f"文中称自评覆盖项目支出的100%，而{count}个自评项目的全年执行数合计{wan(spent)}万元，"
        f"与{forms}均不相等，请核对有无漏评的项目"
    )
    evidence = [Shown(fact.printed, fact.place, fact.address) for fact in known]
    yield remark(
        "PF-10", "提示", message, Shown(said.projects.text, said.projects.place), *evidence
    )


def check_report(projects: Projects, found: Sequence[Project]) -> Iterator[Finding]:
    """PF-14: what the report calls spent is not the budget; its items add up."""
    report = projects.report
    if report.sum is None or not report.items:
        return
    added = sum((amount.value for _, amount in report.items), ZERO)
    figures = (report.sum, *(amount for _, amount in report.items))
    slack = sum((one.half() for one in figures), ZERO)
    if abs(added - report.sum.value) > slack:
        right = f"{added:,f}"
        message = (
            f"总结报告“共计{report.called}{report.sum.printed}万元”，而所列各项之和为{right}万元"
        )
        where = show(report.sum)
        yield remark("PF-14", "错误", message, where, expected=right, actual=report.sum.printed)
    elif report.called in ("支出", "执行", "使用"):
        yield from _budget_called_spent(projects, [one for one in found if one.of("总结报告")])


def _budget_called_spent(projects: Projects, named: Sequence[Project]) -> Iterator[Finding]:
    report = projects.report
    money = [next((m.money for m in one.mentions if m.money), None) for one in named]
    if report.sum is None or not all(money):
        return
    budget = sum((one[0] for one in money if one), ZERO)
    spent = sum((one[1] for one in money if one), ZERO)
    stated, slack = report.sum.value * UNITS["万元"], CENT * len(money)
    if not budget or abs(stated - spent) <= slack or abs(stated - budget) > slack:
        return
    message = (
        f"总结报告称共计{report.called}{report.sum.printed}万元，"
        f"这是{len(named)}个项目的全年预算数；"
        f"全年执行数合计{wan(spent)}万元，执行率{spent / budget * HUNDRED:.2f}%"
    )
    where = show(report.sum, label=f"共计{report.called}")
    yield remark("PF-14", "错误", message, where, expected=wan(spent), actual=report.sum.printed)


def check_floor(projects: Projects) -> Iterator[Finding]:
    """PF-14: every score is at least what the report says all of them are."""
    floor = projects.report.floor
    if floor is None:
        return
    below = {
        name: (score, place) for name, score, place in projects.scores() if score < floor.value
    }
    if not below:
        return
    said = "、".join(f"“{name}”{points(score)}分" for name, (score, _) in below.items())
    message = f"总结报告称“{projects.report.floor_text}”，而{said}"
    evidence = [Shown(f"{name}{points(score)}", place) for name, (score, place) in below.items()]
    yield remark(
        "PF-14",
        "错误",
        message,
        show(floor, label=projects.report.floor_text + "："),
        *evidence,
        expected=points(min(score for score, _ in below.values())),
        actual=floor.printed,
    )


def check_lists(projects: Projects) -> Iterator[Finding]:
    """PF-08: two summary tables of one document list the same projects."""
    lists = projects.own_lists()
    if len(lists) < 2:
        return
    short, long = sorted(lists[:2], key=lambda one: len(one.rows))
    if len(short.rows) == len(long.rows):
        return
    names = {row.name for row in short.rows}
    extra = [row for row in long.rows if row.name not in names]
    message = (
        f"两张汇总表的项目不一致：《{short.title}》{len(short.rows)}个，《{long.title}》{len(long.rows)}个，"
        f"后者多出：{'、'.join(row.name for row in extra)}"
    )
    evidence = [Shown(one.title, one.place) for one in (short, long)]
    yield remark(
        "PF-08", "提示", message, *evidence, *(Shown(row.name, row.place) for row in extra)
    )


def check_travel(projects: Projects, facts: Facts) -> Iterator[Finding]:
    """PF-08: the project that is all of the overseas travel has the budget of form 09."""
    budget, spent = (_known(facts, name) for name in TRAVEL)
    if budget is None or spent is None or not spent.value:
        return
    for card in projects.cards:
        row = card.fund()
        if "出国" not in card.name or row.budget is None or row.executed is None:
            continue
        same = abs(row.executed.value * card.scale - spent.value) <= CENT
        if same and abs(row.budget.value * card.scale - budget.value) > CENT:
            message = (
                f"因公出国（境）费在“三公”表中全年预算数{budget.printed}{budget.unit}、决算数{spent.printed}{spent.unit}；"
                f"《{card.name}》自评表执行数与决算数相同，全年预算数却是{row.budget.printed}{card.unit}，"
                f"两个预算数必有一误（疑“三公”预算数照决算数填写）"
            )
            evidence = [
                Shown(budget.printed, budget.place, budget.address),
                show(row.budget, label="自评表全年预算数"),
                Shown(spent.printed, spent.place, spent.address),
            ]
            yield remark(
                "PF-08",
                "错误",
                message,
                *evidence,
                expected=row.budget.printed,
                actual=budget.printed,
            )


def check_groups(projects: Projects, facts: Facts) -> Iterator[Finding]:
    """PF-13: the overseas groups of the narrative are those of the project that paid for them."""
    trips, spent = projects.trips, _known(facts, TRAVEL[1])
    if trips is None:
        return
    for card in projects.cards:
        executed = card.fund().executed
        if "出国" not in card.name or executed is None:
            continue
        whole = spent is not None and abs(executed.value * card.scale - spent.value) <= CENT
        for one in card.indicators:
            done = measure(one.actual.text)
            if not all(word in one.name for word in ("出国", "团组")) or done.number is None:
                continue
            if done.number == trips.groups.number or done.unit not in ("次", "个", ""):
                continue
            more = done.number > trips.groups.number
            message = (
                f"正文称“{trips.groups.text}”，而《{card.name}》自评表“{one.name}”实际完成"
                f"{one.actual.text}" + ("，且该项目执行数即全部因公出国（境）费" if whole else "")
            )
            evidence = [
                Shown(trips.groups.text, trips.groups.place),
                Shown(one.actual.text, one.actual.place),
            ]
            yield remark(
                "PF-13",
                "错误" if whole or more else "提示",
                message,
                *evidence,
                expected=trimmed(done.number),
                actual=str(trips.groups.number),
            )
