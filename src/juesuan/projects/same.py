"""Which names in a document are one project: the same words, or the same money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from juesuan.model.number import UNITS, Address
from juesuan.model.page import Place
from juesuan.model.project import Figure, Projects
from juesuan.notation import spelling
from juesuan.notation.speech.misspellings import indicator_words
from juesuan.projects.addresses import address

NEAR = Decimal("0.5")
WAN_CENT = Decimal(50)


@dataclass(frozen=True, slots=True)
class ProjectMention:
    """One place where a project is named, with what is said of it there; money in 元."""

    name: str
    kind: str
    source: int
    place: Place
    budget: Figure | None = None
    executed: Figure | None = None
    initial: Figure | None = None
    score: Figure | None = None
    grade: str = ""
    scale: Decimal = UNITS["万元"]
    decimals: int = 0
    score_decimals: int = 0
    points: Figure | None = None

    @property
    def money(self) -> tuple[Decimal, Decimal] | None:
        """The fingerprint: A and B in 元."""
        if self.budget is None or self.executed is None or not self.budget.value:
            return None
        return self.budget.value * self.scale, self.executed.value * self.scale

    def at(self, column: str) -> Address:
        """The address of a number of this mention."""
        row = {"自评表": {"自评得分": "总分"}.get(column, "年度资金总额")}.get(self.kind, self.kind)
        return address(self.name, row, "得分" if row == "总分" else column)


@dataclass(slots=True)
class Project:
    """All mentions of one project."""

    mentions: list[ProjectMention] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name on its card, or the most used one."""
        cards = [one.name for one in self.mentions if one.kind == "自评表"]
        return (cards or [self.mentions[0].name])[0]

    def names(self) -> dict[str, list[ProjectMention]]:
        """The mentions by name, spelling aside."""
        by_name: dict[str, list[ProjectMention]] = {}
        for mention in self.mentions:
            by_name.setdefault(name_key(mention.name), []).append(mention)
        return by_name

    def of(self, kind: str) -> ProjectMention | None:
        """The first mention of a kind."""
        return next((one for one in self.mentions if one.kind == kind), None)


def name_key(name: str) -> str:
    """A name without space, stops and a closing 项目."""
    return indicator_words().closing.sub("", spelling.key(name))


def mentions(projects: Projects) -> Iterator[ProjectMention]:
    """Every mention of a project, cards first, names without money last."""
    for card in projects.cards:
        row = card.fund()
        yield ProjectMention(
            card.name, "自评表", 0, card.project.place, row.budget, row.executed, row.initial,
            card.total, scale=card.scale, decimals=card.decimals,
            score_decimals=card.total.decimals if card.total else 0, points=card.points,
        )  # fmt: skip
    for source, (kind, listed) in enumerate(projects.named(), 1):
        scores = max((row.score.decimals for row in listed.rows if row.score), default=0)
        for line in listed.rows:
            yield ProjectMention(
                line.name, kind, source, line.place, line.budget, line.executed, line.initial,
                line.score, line.grade, UNITS[listed.unit], listed.decimals, scores,
            )  # fmt: skip
    decimals = max(
        (v.decimals for line in projects.synopses for v in (line.budget, line.executed) if v),
        default=0,
    )
    for synopsis in projects.synopses:
        yield ProjectMention(
            synopsis.name, "综述", -1, synopsis.place, synopsis.budget, synopsis.executed, None,
            synopsis.score, decimals=decimals,
            score_decimals=synopsis.score.decimals if synopsis.score else 0, points=synopsis.points,
        )  # fmt: skip
    for passage, _ in projects.report.items:
        yield ProjectMention(passage.text, "总结报告", -2, passage.place)
    for passage in projects.enumerated:
        yield ProjectMention(passage.text, "正文列举", -3, passage.place)


def group(projects: Projects) -> list[Project]:
    """The projects of a document: first the same name, then the same money, then a like name."""
    grouped: list[Project] = []
    waiting: list[ProjectMention] = []
    for mention in mentions(projects):
        home = _by_name(mention, grouped)
        if home:
            home.mentions.append(mention)
        elif mention.source < -1:
            waiting.append(mention)
        else:
            grouped.append(Project([mention]))
    grouped = _by_money(grouped)
    for mention in waiting:
        home = _by_name(mention, grouped) or _by_likeness(mention, grouped)
        if home:
            home.mentions.append(mention)
        else:
            grouped.append(Project([mention]))
    return grouped


def _free(mention: ProjectMention, project: Project) -> bool:
    """Whether a project has no mention yet from the same table or list."""
    return all(other.source != mention.source for other in project.mentions)


def _by_name(mention: ProjectMention, grouped: Iterable[Project]) -> Project | None:
    mine = name_key(mention.name)
    for project in grouped:
        if _free(mention, project) and any(name_key(m.name) == mine for m in project.mentions):
            return project
    return None


def _by_money(grouped: list[Project]) -> list[Project]:
    """Join projects whose A and B are equal, where that is true of no third one."""
    joined: list[Project] = []
    for project in grouped:
        same = [
            other
            for other in joined
            if _same_money(project, other) and all(_free(one, other) for one in project.mentions)
        ]
        if len(same) == 1:
            same[0].mentions += project.mentions
        else:
            joined.append(project)
    return joined


def _same_money(project: Project, other: Project) -> bool:
    mine = {m.money for m in project.mentions} - {None}
    theirs = {m.money for m in other.mentions} - {None}
    if not any(_equal(a, b) for a in mine if a for b in theirs if b):
        return False
    budget, executed = next(money for money in mine if money)
    return budget != executed or likeness(project.name, other.name) >= NEAR


def _equal(money: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal]) -> bool:
    return all(abs(a - b) <= WAN_CENT for a, b in zip(money, other, strict=True))


def _by_likeness(mention: ProjectMention, grouped: Iterable[Project]) -> Project | None:
    """The project of the likest name, if it is like enough and no other is as like."""
    free = [project for project in grouped if _free(mention, project)]
    ranked = sorted(
        (
            (max(likeness(mention.name, other.name) for other in project.mentions), at)
            for at, project in enumerate(free)
        ),
        reverse=True,
    )
    if not ranked or ranked[0][0] < NEAR:
        return None
    tied = len(ranked) > 1 and ranked[1][0] == ranked[0][0]
    return None if tied else free[ranked[0][1]]


def likeness(first: str, second: str) -> Decimal:
    """How alike two names are, 0 to 1: the letter pairs they share, general words aside."""
    generic = indicator_words().generic
    mine, theirs = (_pairs(generic.sub("", name_key(name)) or name) for name in (first, second))
    if not mine or not theirs:
        return Decimal(0)
    return Decimal(2 * len(mine & theirs)) / (len(mine) + len(theirs))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}
