"""What a disclosure is made of and in which order: parts, sections, charts, the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, get_args

from juesuan.model.disclosure import ChartKind
from juesuan.model.number import Address
from juesuan.notation.overlay import DeclarationError
from juesuan.notation.speech.narrative import Narrative, Section, Subject

FORMS, LISTS, CARDS = "表", "汇总表", "自评表"
ANNEXES = (FORMS, LISTS, CARDS)
KINDS = ("", *get_args(ChartKind))


class PublishedPart(NamedTuple):
    """One part: its title, and what it holds: sections by id, 表, 汇总表, 自评表."""

    id: str
    title: str
    holds: tuple[str, ...]


class DeclaredChart(NamedTuple):
    """A chart that follows a sentence: of subjects, or of each code of a level."""

    id: str
    after: str
    kind: ChartKind
    title: str
    of: tuple[Subject, ...] = ()
    each: str = ""


class GlossaryTerm(NamedTuple):
    """A term the glossary explains; it is used where one of the cells has a number."""

    name: str
    text: str
    cells: tuple[Address, ...]


class Glossary(NamedTuple):
    """The terms, and how items of the classification are explained."""

    terms: tuple[GlossaryTerm, ...]
    codes: Mapping[str, str]
    tails: Mapping[str, tuple[str, str]]
    other: str
    plain: str


class Publication(NamedTuple):
    """The whole order: `within` gives the sections that stand inside another.

    `titles` are the titles of sections as published, `charts` those of each section. `number` and
    `owner` stand above every table.
    """

    title: str
    cover: tuple[str, ...]
    contents: str
    parts: tuple[PublishedPart, ...]
    within: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    charts: Mapping[str, tuple[DeclaredChart, ...]]
    number: str
    owner: str


def read_publication(data: Mapping[str, Any], narrative: Narrative) -> Publication:
    """The declared order of publication; raises DeclarationError for a section nobody declares."""
    publish = data["publish"]
    within = {name: tuple(held) for name, held in publish.get("within", {}).items()}
    parts = tuple(
        PublishedPart(item["id"], item["title"], tuple(item["holds"])) for item in publish["part"]
    )
    sections = {section.id: section for section in narrative.sections}
    named = [name for part in parts for name in part.holds if name not in ANNEXES]
    for name in (*named, *within, *(inner for held in within.values() for inner in held)):
        if name not in sections:
            raise DeclarationError(f"[publish] 中的“{name}”不是任何一节")
    return Publication(
        publish["title"],
        tuple(publish["cover"]),
        publish["contents"],
        parts,
        within,
        {
            item["id"]: item.get("published", next(iter(item["titles"]), ""))
            for item in data["section"]
        },
        {item["id"]: _charts(item, sections[item["id"]]) for item in data["section"]},
        publish["number"],
        publish["owner"],
    )


def _charts(data: Mapping[str, Any], section: Section) -> tuple[DeclaredChart, ...]:
    """The charts of a section that are drawn; one whose kind is empty is not."""
    subjects = {subject.id: subject for subject in section.subjects}
    charts = []
    for item in data.get("chart", ()):
        kind = item["kind"]
        if kind not in KINDS:
            raise DeclarationError(f"“{section.id}”的图“{item['id']}”：没有“{kind}”这种图")
        if unknown := [name for name in item.get("of", ()) if name not in subjects]:
            raise DeclarationError(f"“{section.id}”的图“{item['id']}”：没有主体“{unknown[0]}”")
        if kind:
            of = tuple(subjects[name] for name in item.get("of", ()))
            chart = (item["id"], item["after"], kind, item["title"], of, item.get("each", ""))
            charts.append(DeclaredChart(*chart))
    return tuple(charts)


def read_glossary(data: Mapping[str, Any]) -> Glossary:
    """The declared glossary."""
    item = data["item"]
    terms = tuple(
        GlossaryTerm(one["id"], one["text"], tuple(map(Address.parse, one["cells"])))
        for one in data["term"]
    )
    tails = {tail: (name, text) for tail, (name, text) in item["tail"].items()}
    return Glossary(terms, item["code"], tails, item["other"], item["plain"])
