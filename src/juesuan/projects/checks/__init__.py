"""Projects × Facts -> findings on self-evaluation: PF-01 to PF-14 of the check catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from juesuan.model.finding import Finding
from juesuan.model.number import Facts
from juesuan.model.project import Card, ProjectList, Projects
from juesuan.notation.edition import Edition
from juesuan.projects.checks.agreement import check_agreement, check_grades
from juesuan.projects.checks.arithmetic import (
    check_arithmetic,
    check_listed,
    check_profile,
    check_synopsis,
)
from juesuan.projects.checks.indicators import check_indicators
from juesuan.projects.checks.patterns import check_patterns
from juesuan.projects.checks.remark import Shown, remark
from juesuan.projects.checks.statements import check_statements
from juesuan.projects.same import check_names, group
from juesuan.stages import Stages

__all__ = ["check_cards", "check_read"]

NO_FACTS = Facts({}, {})


def check_read(card: Card) -> Iterator[Finding]:
    """A card of which some rows were not understood is not checked as a whole."""
    if card.unread:
        rows = "；".join(passage.text[:40] for passage in card.unread)
        message = f"《{card.name}》有{len(card.unread)}行未能读出，分值和总分未核：{rows}"
        evidence = [Shown(passage.text, passage.place) for passage in card.unread]
        yield remark("PF-未读", "未核", message, *evidence, basis="")
    if card.malformed:
        cells = "、".join(f"“{passage.text[:40]}”" for passage in card.malformed)
        message = f"《{card.name}》有{len(card.malformed)}个数的写法有误，合计和指标未核：{cells}"
        evidence = [Shown(passage.text, passage.place) for passage in card.malformed]
        yield remark("PF-未读", "未核", message, *evidence, basis="")


def check_listed_read(listed: ProjectList) -> Iterator[Finding]:
    """A list with cells that are no number is not added up."""
    if listed.malformed:
        cells = "、".join(f"“{passage.text[:40]}”" for passage in listed.malformed)
        title = listed.title or "项目清单"
        message = (
            f"{title}有{len(listed.malformed)}个数的写法有误，等级、合计和绩效说明未核：{cells}"
        )
        evidence = [Shown(passage.text, passage.place) for passage in listed.malformed]
        yield remark("PF-未读", "未核", message, *evidence, basis="")


def check_cards(
    projects: Projects,
    edition: Edition,
    facts: Facts = NO_FACTS,
    stages: Stages | None = None,
) -> Iterator[Finding]:
    """Everything that is wrong or worth a look in a document's self-evaluations.

    With `stages`, a check that breaks down costs none of the others.
    """
    for name, check in _checks(projects, facts, edition):
        yield from stages.findings(name, check) if stages else check()


def _checks(
    projects: Projects, facts: Facts, edition: Edition
) -> Iterator[tuple[str, Callable[[], Iterable[Finding]]]]:
    """The checks on self-evaluations by name, each still to be run.

    What adds numbers up is left out where one of them is not the spelling of a number.
    """
    rules = edition.scoring
    sound = tuple(card for card in projects.cards if not card.malformed)
    for card in projects.cards:
        yield "自评表读取", partial(check_read, card)
    for card in sound:
        yield "自评表算术", partial(check_arithmetic, card, rules)
        yield "自评表指标", partial(check_indicators, card, rules)
    for synopsis in projects.synopses:
        yield "自评综述", partial(check_synopsis, synopsis)
    for name, listed in projects.named():
        yield "项目清单读取", partial(check_listed_read, listed)
        yield "项目清单", partial(check_listed, name, listed)
    found = group(projects)
    yield "自评一致", partial(check_agreement, found)
    yield "项目名称", partial(check_names, found)
    yield "自评分值", partial(check_profile, sound, rules)
    wrong = [one.malformed for one in projects.lists or ()] or [c.malformed for c in projects.cards]
    if not any(wrong):
        yield "自评等级", partial(check_grades, projects, edition.scorings)
        yield "绩效说明", partial(check_statements, projects, found, facts)
        yield "自评套用", partial(check_patterns, replace(projects, cards=sound), rules)
