"""Whether the glossary explains the terms and items that the document uses, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.auditing.text.mentions import CodeNames
from juesuan.auditing.text.places import Hit, narrative, paragraphs, quoted
from juesuan.model.number import Address, Facts
from juesuan.model.reading import Reading
from juesuan.model.text import Paragraph
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.rule import PLAN, Remark, rule

EARMARKED = "(含专用结余)"
LEAST = 5
WORDY = 80


def _entries(reading: Reading) -> list[Paragraph]:
    return [p for p in paragraphs(reading) if p.section == "名词解释"]


@rule(
    "名词.术语",
    basis=f"{PLAN}：对专业性较强的名词进行解释",
    mend="在名词解释中补上这些术语，名称与表中一致",
    example="支出决算表有“上缴上级支出”，名词解释没有",
)
def terms(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """名词解释应涵盖表中有数或文中说明的收支术语。"""
    entries = _entries(reading)
    heads = [_head(p) for p in entries]
    explained = "，".join(heads)
    if len(entries) < LEAST:
        return
    beginnings = {spelling.label(p.text)[:12] for p in narrative(reading)}
    missing = [
        name
        for term in edition.glossary.terms
        if (name := spelling.key(term.name).partition("(")[0]) not in explained
        and (_used(reading.facts, term.cells) or _spoken(name, beginnings))
    ]
    message = f"名词解释没有{quoted(missing, 12)}" if missing else ""
    plain = [head for head in heads if head.endswith("使用非财政拨款结余")]
    if plain and _earmarked(reading) and EARMARKED not in "".join(p.text for p in entries):
        message += "；" if message else ""
        message += "名词解释写“使用非财政拨款结余”，表中为“使用非财政拨款结余（含专用结余）”"
    if message:
        spots = (Hit(entries[0].at(), heads[0]),)
        yield Remark("提示", message, places=spots, key=message)


def _head(entry: Paragraph) -> str:
    """What an entry explains."""
    return spelling.key(re.split("[：:]|是?指|反映", entry.text)[0][:WORDY])


def _used(facts: Facts, cells: tuple[Address, ...]) -> bool:
    return any((fact := facts.get(cell)) is not None and fact.value for cell in cells)


def _spoken(term: str, beginnings: set[str]) -> bool:
    """Whether a paragraph of the text begins with the term."""
    return any(text.startswith(term[:12]) for text in beginnings)


def _earmarked(reading: Reading) -> bool:
    state = reading.facts.forms.get("01")
    label = state.labels.get("使用非财政拨款结余", "") if state else ""
    return "专用结余" in label


@rule(
    "名词.科目",
    basis=f"{PLAN}：对专业性较强的名词进行解释",
    mend="逐项解释表中的项级科目，删去没有用到的",
    example="支出决算表有“群众体育（项）”，名词解释没有",
)
def explained(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """名词解释逐项解释科目的，应与表中的项级科目一一对应。"""
    state = reading.facts.forms.get("03")
    if state is None or state.state != "read" or state.partial:
        return
    names = CodeNames(reading.facts, edition, reading.meta.year)
    mentions = list(names.mentions([p._replace(text=p.text[:WORDY]) for p in _entries(reading)]))
    codes = {m.code for m in mentions}
    if not mentions:
        return
    spent = {
        f.address.row
        for f in reading.facts.of("03")
        if len(f.address.row) == 7 and f.value and f.address.row.isdigit()
    }
    missing = sorted(spent - codes) if "" not in codes else []
    extra = [m for m in mentions if m.code and m.code not in names.printed]
    faults = [
        f"没有解释{quoted(names.printed[code] for code in missing)}" if missing else "",
        f"解释了表中没有的{quoted(m.names[2] for m in extra)}" if extra else "",
    ]
    if any(faults):
        spots = tuple(Hit(m.paragraph.at(m.start), "".join(m.names)) for m in extra or mentions[:1])
        message = f"名词解释{'，'.join(text for text in faults if text)}"
        yield Remark("提示", message, places=spots, key=message)
