"""PF-08, PF-09: the same number in card, summary tables and synopsis; grades and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from juesuan.model.finding import Finding
from juesuan.model.number import WAN
from juesuan.model.project import Figure, Projects
from juesuan.notation.scoring import Profile, grades_of
from juesuan.projects.checks.remark import TEMPLATE, Shown, points, remark, show
from juesuan.projects.same import Project, ProjectMention

Column = tuple[str, ProjectMention, Figure, Decimal, Decimal]
COLUMNS = {"年初预算数": "initial", "全年预算数": "budget", "全年执行数": "executed"}


def check_agreement(found: Iterable[Project]) -> Iterator[Finding]:
    """PF-08: the places that print a project's money and score print the same."""
    for project in found:
        for column, name in COLUMNS.items():
            yield from _agree(project, column, list(_amounts(project, name)))
        yield from _agree(project, "自评得分", list(_scores(project)))
        yield from _agree(project, "预算执行得分", list(_points(project)))


def _amounts(project: Project, name: str) -> Iterator[Column]:
    for one in project.mentions:
        value: Figure | None = getattr(one, name)
        if value is not None:
            half = value.half() * one.scale if value.value else Decimal(0)
            yield name, one, value, value.value * one.scale, half


def _points(project: Project) -> Iterator[Column]:
    for one in project.mentions:
        if one.points:
            yield "points", one, one.points, one.points.value, Decimal(0)


def _scores(project: Project) -> Iterator[Column]:
    """Scores are exact as printed, unless their table rounds them."""
    finest = max((one.score_decimals for one in project.mentions if one.score), default=0)
    for one in project.mentions:
        if one.score:
            coarse = one.kind.startswith("汇总表") and 0 < one.score_decimals < finest
            half = one.score.half(one.score_decimals) if coarse else Decimal(0)
            yield "score", one, one.score, one.score.value, half


def _agree(project: Project, column: str, printed: list[Column]) -> Iterator[Finding]:
    """One finding where two places differ; the one that stands alone is the likely slip."""
    if len(printed) < 2:
        return
    votes = [sum(_meets(one, other) for other in printed) for one in printed]
    if min(votes) == len(printed):
        return
    best = printed[votes.index(max(votes))]
    odd = [one for one in printed if not _meets(one, best)]
    kept = [one for one in printed if _meets(one, best)]
    wrong = "、".join(f"{one[1].kind}写作{one[2].printed}" for one in odd)
    right = "、".join(dict.fromkeys(one[1].kind for one in kept))
    message = f"“{project.name}”的{column}：{wrong}，而{right}为{best[2].printed}"
    if len(kept) == len(odd):
        message += "，两处必有一误"
    evidence = [show(one[2], one[1].at(column), f"{one[1].kind}") for one in (*odd, *kept)]
    yield remark(
        "PF-08",
        "错误",
        message,
        *evidence,
        expected=best[2].printed,
        actual=odd[0][2].printed,
        key=f"{project.name}:{column}",
    )


def _meets(one: Column, other: Column) -> bool:
    """Whether two printed values can be one; a table that does not say 元 is not an error here."""
    slack = one[4] + other[4]
    scales = (1, WAN) if one[0] in COLUMNS.values() else (1,)
    return any(
        abs(one[3] * scale - other[3]) <= slack or abs(one[3] - other[3] * scale) <= slack
        for scale in scales
    )


def check_grades(projects: Projects, scorings: Sequence[Profile]) -> Iterator[Finding]:
    """PF-09: every grade is that of its score; the stated counts and average are the scores'."""
    for listed in projects.lists:
        for row in listed.rows:
            names = {grade for rules in scorings for grade, _ in rules.grades}
            if row.grade not in names or row.score is None:
                continue
            if row.grade not in grades_of(row.score.value, scorings):
                right = "或".join(sorted(grades_of(row.score.value, scorings)))
                message = (
                    f"汇总表“{row.name}”得分{row.score.printed}分，"
                    f"等级应为“{right}”，而不是“{row.grade}”"
                )
                yield remark(
                    "PF-09",
                    "错误",
                    message,
                    Shown(row.grade, row.place),
                    expected=right,
                    actual=row.grade,
                    basis=TEMPLATE,
                )
    yield from _counts(projects, scorings)
    yield from _average(projects)


def _score_sets(projects: Projects) -> list[tuple[Decimal, ...]]:
    """The sets of scores a statement may count: the cards', each summary table's."""
    cards = tuple(card.total.value for card in projects.cards if card.total)
    lists = [
        tuple(row.score.value for row in one.rows if row.score) for one in projects.own_lists()
    ]
    synopses = tuple(one.score.value for one in projects.synopses if one.score)
    return [one for one in (cards, synopses, *lists) if one]


def _counts(projects: Projects, scorings: Sequence[Profile]) -> Iterator[Finding]:
    """A stated number of projects of a grade that no list of the same length bears out."""
    for said in projects.grades:
        size = projects.stated.number if projects.stated else 0
        size = projects.coverage.projects.number if projects.coverage else size
        sets = [one for one in _score_sets(projects) if len(one) == size]
        if not sets:
            continue
        counted = [Counter(grade for s in one for grade in grades_of(s, scorings)) for one in sets]
        if any(one[said.grade] == said.stated.number for one in counted):
            continue
        found = counted[0][said.grade]
        message = (
            f"文中称“{said.stated.text}”，而{size}个项目的得分中等级为“{said.grade}”的有{found}个"
        )
        yield remark(
            "PF-09",
            "错误",
            message,
            Shown(said.stated.text, said.stated.place),
            expected=str(found),
            actual=str(said.stated.number),
        )


def _average(projects: Projects) -> Iterator[Finding]:
    stated = projects.average
    size = projects.coverage.projects.number if projects.coverage else 0
    sets = [one for one in _score_sets(projects) if len(one) == size]
    if stated is None or not sets:
        return
    means = [sum(one, Decimal(0)) / len(one) for one in sets]
    if any(abs(mean - stated.value) <= stated.half() + Decimal("0.005") for mean in means):
        return
    message = f"平均得分写作{stated.printed}分，而{size}个项目得分的平均数为{points(means[0])}分"
    yield remark(
        "PF-09",
        "错误",
        message,
        show(stated, label="平均得分"),
        expected=points(means[0]),
        actual=stated.printed,
    )
