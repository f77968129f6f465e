"""The same project in card, summary tables and synopsis: its money, score, grade and name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.number import WAN, ZERO
from juesuan.model.project import Figure, Grades, Listed, Projects
from juesuan.model.reading import Reading
from juesuan.notation.card.scoring import Profile, grades_of, trimmed
from juesuan.notation.edition import Edition
from juesuan.notation.rule import Remark
from juesuan.projects.checks.remark import GUIDE, Shown, project_rule, remark, show
from juesuan.projects.checks.travel import travel_budgets
from juesuan.projects.same import Project, ProjectMention, group

CENT = Decimal("0.01")


class MentionedNumber(NamedTuple):
    """A number of a project where one place prints it: its value in 元 or points, its slack."""

    mention: ProjectMention
    printed: Figure
    value: Decimal
    slack: Decimal = ZERO
    money: bool = False

    def meets(self, other: MentionedNumber) -> bool:
        """Whether both can be one; a table that does not say 元 is not an error here."""
        slack = self.slack + other.slack
        return any(
            abs(self.value * scale - other.value) <= slack
            or abs(self.value - other.value * scale) <= slack
            for scale in ((1, WAN) if self.money else (1,))
        )


@project_rule(
    "PF-08",
    example="综述写执行 38.20 万元，自评表是 38.02 万元",
    mend="以自评表为准改其他各处",
)
def same_numbers(reading: Reading, _: Edition) -> Iterator[Remark]:
    """综述、明细表和汇总表中同一项目的预算、执行、执行率和得分相同。"""
    for project in group(reading.projects):
        for column, numbers in _columns(project):
            yield from _agree(project, column, numbers)
    if reading.projects.legible():
        yield from _lists(reading.projects)
        yield from travel_budgets(reading.projects, reading.facts)


@project_rule(
    "PF-09",
    example="说 5 个项目自评为优，而得 90 分以上的只有 4 个",
    mend="按自评表重数",
)
def grades(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """平均分和各等级的项目数与逐个项目的得分相符。"""
    projects = reading.projects
    if not projects.legible():
        return
    for listed in projects.lists:
        for row in listed.rows:
            yield from _grade(row, edition.scorings)
    for stated in projects.grades:
        yield from _counted(projects, stated, edition.scorings)
    if projects.average and projects.coverage:
        yield from _average(projects, projects.average, projects.coverage.projects.number)


@project_rule(
    "PF-12",
    example="自评表叫“文化惠民专项”，汇总表叫“文化惠民专项经费”",
    mend="统一项目名称",
)
def same_names(reading: Reading, _: Edition) -> Iterator[Remark]:
    """同一项目在各处的名称相同。"""
    for project in group(reading.projects):
        if len(project.names()) > 1:
            yield _named(project)


def _columns(project: Project) -> Iterator[tuple[str, list[MentionedNumber]]]:
    """What several places may print of one project, and what they do print."""
    mentions = project.mentions
    money = (
        ("年初预算数", [(one, one.initial) for one in mentions]),
        ("全年预算数", [(one, one.budget) for one in mentions]),
        ("全年执行数", [(one, one.executed) for one in mentions]),
    )
    for column, amounts in money:
        yield column, [_amount(one, value) for one, value in amounts if value]
    yield "自评得分", list(_scores(mentions))
    points = ((one, one.points) for one in mentions)
    yield "预算执行得分", [MentionedNumber(one, p, p.value) for one, p in points if p]


def _amount(mention: ProjectMention, printed: Figure) -> MentionedNumber:
    half = printed.half() * mention.scale if printed.value else ZERO
    return MentionedNumber(mention, printed, printed.value * mention.scale, half, money=True)


def _scores(mentions: Sequence[ProjectMention]) -> Iterator[MentionedNumber]:
    """Scores are exact as printed, unless their table rounds them."""
    finest = max((one.score_decimals for one in mentions if one.score), default=0)
    for mention in mentions:
        if mention.score:
            coarse = mention.kind.startswith("汇总表") and 0 < mention.score_decimals < finest
            half = mention.score.half(mention.score_decimals) if coarse else ZERO
            yield MentionedNumber(mention, mention.score, mention.score.value, half)


def _agree(project: Project, column: str, numbers: Sequence[MentionedNumber]) -> Iterator[Remark]:
    """One remark where two places differ; the one that stands alone is the likely slip."""
    votes = [sum(one.meets(other) for other in numbers) for one in numbers]
    if min(votes, default=0) == len(numbers):
        return
    best = numbers[votes.index(max(votes))]
    odd = [one for one in numbers if not one.meets(best)]
    kept = [one for one in numbers if one.meets(best)]
    wrong = "、".join(f"{one.mention.kind}写作{one.printed.printed}" for one in odd)
    right = "、".join(dict.fromkeys(one.mention.kind for one in kept))
    message = f"“{project.name}”的{column}：{wrong}，而{right}为{best.printed.printed}"
    if len(kept) == len(odd):
        message += "，两处必有一误"
    yield remark(
        "错误",
        message,
        *(show(one.printed, one.mention.at(column), one.mention.kind) for one in (*odd, *kept)),
        expected=best.printed.printed,
        actual=odd[0].printed.printed,
        key=f"{project.name}:{column}",
    )


def _lists(projects: Projects) -> Iterator[Remark]:
    """Two summary tables of one document list the same projects."""
    lists = projects.departmental()
    if len(lists) < 2:
        return
    short, long = sorted(lists[:2], key=lambda listed: len(listed.rows))
    if len(short.rows) == len(long.rows):
        return
    names = {row.name for row in short.rows}
    extra = [row for row in long.rows if row.name not in names]
    message = (
        f"两张汇总表的项目不一致：《{short.title}》{len(short.rows)}个，《{long.title}》{len(long.rows)}个，"
        f"后者多出：{'、'.join(row.name for row in extra)}"
    )
    titles = (Shown(listed.title, listed.place) for listed in (short, long))
    yield remark("提示", message, *titles, *(Shown(row.name, row.place) for row in extra))


def _grade(row: Listed, scorings: Sequence[Profile]) -> Iterator[Remark]:
    """The grade of a row is that of its score; a grade no method knows is not judged."""
    names = {grade for rules in scorings for grade, _ in rules.grades}
    if row.grade not in names or row.score is None:
        return
    fitting = grades_of(row.score.value, scorings)
    if row.grade not in fitting:
        right = "或".join(sorted(fitting))
        message = (
            f"汇总表“{row.name}”得分{row.score.printed}分，等级应为“{right}”，而不是“{row.grade}”"
        )
        where = Shown(row.grade, row.place)
        yield remark("错误", message, where, expected=right, actual=row.grade, basis=GUIDE)


def _score_sets(projects: Projects, size: int) -> list[tuple[Decimal, ...]]:
    """The sets of as many scores that a statement may count: the cards', each summary table's."""
    whole = projects.cards == projects.sound()
    cards = tuple(card.total.value for card in projects.cards if card.total and whole)
    synopses = tuple(one.score.value for one in projects.synopses if one.score)
    lists = (
        tuple(row.score.value for row in listed.rows if row.score)
        for listed in projects.departmental()
    )
    return [scores for scores in (cards, synopses, *lists) if scores and len(scores) == size]


def _counted(projects: Projects, grades: Grades, scorings: Sequence[Profile]) -> Iterator[Remark]:
    """A stated number of projects of a grade that no list of the same length bears out."""
    grade, stated = grades
    size = projects.stated.number if projects.stated else 0
    size = projects.coverage.projects.number if projects.coverage else size
    counts = [
        sum(grade in grades_of(score, scorings) for score in scores)
        for scores in _score_sets(projects, size)
    ]
    if not counts or stated.number in counts:
        return
    message = f"文中称“{stated.text}”，而{size}个项目的得分中等级为“{grade}”的有{counts[0]}个"
    where = Shown(stated.text, stated.place)
    yield remark("错误", message, where, expected=str(counts[0]), actual=str(stated.number))


def _average(projects: Projects, stated: Figure, size: int) -> Iterator[Remark]:
    means = [sum(scores, ZERO) / len(scores) for scores in _score_sets(projects, size)]
    slack = stated.half() + CENT / 2
    if not means or any(abs(mean - stated.value) <= slack for mean in means):
        return
    right = trimmed(means[0])
    message = f"平均得分写作{stated.printed}分，而{size}个项目得分的平均数为{right}分"
    where = show(stated, label="平均得分")
    yield remark("错误", message, where, expected=right, actual=stated.printed)


def _named(project: Project) -> Remark:
    """One project under several names, reported once."""
    names = [mentions[0].name for mentions in project.names().values()]
    listed = "；".join(
        f"“{mentions[0].name}”（{'、'.join(dict.fromkeys(one.kind for one in mentions))}）"
        for mentions in project.names().values()
    )
    why = "金额相同" if any(one.money for one in project.mentions) else "名称相近"
    return remark(
        "提示",
        f"同一项目（{why}）有{len(names)}个名称：{listed}，请统一为规范名称",
        *(Shown(one.name, one.place) for one in project.mentions),
        expected=project.name,
        actual="、".join(names),
        key=project.name,
    )
