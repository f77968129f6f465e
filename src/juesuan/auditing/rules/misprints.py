"""Words of the field, and the department's name, with one character wrong, missing or too many."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from juesuan.auditing.text.places import Hit, hit, paragraphs
from juesuan.model.page import Place
from juesuan.model.reading import Reading
from juesuan.model.text import Paragraph
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.rule import Remark, rule
from juesuan.notation.speech.lexicon import LONG, Lexicon, bare, runs
from juesuan.notation.speech.misprint import Misprint, misprints

EVERYWHERE = ("text", "heading", "contents", "cell")
QUOTED = re.compile(r"“([^“”]+(?:“[^“”]*”[^“”]*)*)”")
AROUND = 6
BODY = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:中心|研究所|所|站|支队|大队|馆|院|学校|公司|办公室|委员会|协会|局)"
)
TABLE = "表"
OFTEN = 3


class Stretch(NamedTuple):
    """A run of Chinese, the passage it stands in, and where there."""

    passage: Paragraph
    run: str
    at: Sequence[int]


class Spot(NamedTuple):
    """A word misprinted: how it is printed, what is meant, and where it stands."""

    printed: str
    misprint: Misprint
    place: Hit
    passage: Paragraph
    char: str
    end: int


@rule(
    "文字.疑为错字",
    basis="《政府收支分类科目》和部门决算公开参考格式的用语",
    mend="对照科目名称、表名和规范用语改正；确是另一个词的，不必改",
    example="“财政拔款收入”应为“财政拨款收入”，“收入支决算总表”缺“出”字",
)
def misprinted(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """表名、科目名称、规范用语和本部门的名称不应有错字、漏字、多字。"""
    passages = list(paragraphs(reading, *EVERYWHERE))
    texts = {p.text for p in passages}
    passages += (name for name in _names(reading) if name.text not in texts)
    stretches = [Stretch(p, *run) for p in passages for run in runs(p.text)]
    spots = [
        *_spots(stretches, edition.lexicon),
        *_spots(_naming(stretches, reading), edition.lexicon.of_name(reading.meta.department)),
    ]
    name = bare(reading.meta.department)
    spots = [spot for spot in spots if not (_listed(spot, edition) or _of_another(spot, name))]
    times = Counter((spot.printed, spot.misprint.word) for spot in spots)
    right = _printed_right(stretches, {spot.misprint.word for spot in spots})
    for (printed, word), count in times.items():
        if right[word] < (count if count >= OFTEN else len(word) < LONG):
            continue  # what a document says so all along is its own word
        alike = [s for s in spots if (s.printed, s.misprint.word) == (printed, word)]
        often = f"（{count} 处）" if count > 1 else ""
        message = f"“{printed}”疑为“{word}”之误：{_fault(alike[0])}{often}"
        where = tuple(spot.place for spot in alike)
        yield Remark("提示", message, places=where, key=f"{printed}|{word}")


def _spots(stretches: Iterable[Stretch], lexicon: Lexicon) -> Iterator[Spot]:
    """Every misprint of the words of a lexicon, each run of words looked at once."""
    seen: dict[str, tuple[Misprint, ...]] = {}
    for passage, run, at in stretches:
        if run not in seen:
            seen[run] = misprints(lexicon, run)
        for misprint in seen[run]:
            start, end = at[misprint.start], at[misprint.end - 1] + 1
            char = run[misprint.spot : misprint.spot + 1]
            place = hit(passage, start, end, AROUND)
            yield Spot(passage.text[start:end], misprint, place, passage, char, end)


def _naming(stretches: Iterable[Stretch], reading: Reading) -> Iterator[Stretch]:
    """The stretches with all characters of the department's name but one."""
    name = set(bare(reading.meta.department))
    least = len(name) - 1
    return (s for s in stretches if len(s.run) >= least and len(name.intersection(s.run)) >= least)


def _of_another(spot: Spot, name: str) -> bool:
    """Whether the name without its end begins that of another body: 青禾区财政|投资评审中心."""
    misprint = spot.misprint
    last = misprint.spot - misprint.start == len(name) - 1
    if misprint.word != name or misprint.how != "missing" or not last:
        return False
    return BODY.match(spot.passage.text, spot.end) is not None


def _listed(spot: Spot, edition: Edition) -> bool:
    """Whether the list of misspellings, which is held against the text, has it as well."""
    return spot.passage.section != TABLE and any(
        slip.sign in spot.place.text and slip.wrong.search(spot.place.text)
        for slip in edition.wording.typos
    )


def _printed_right(stretches: Iterable[Stretch], words: Iterable[str]) -> Counter[str]:
    """How often some words are printed as they should be."""
    whole = "\n".join(stretch.run for stretch in stretches)
    return Counter({word: whole.count(word) for word in words})


def _names(reading: Reading) -> Iterator[Paragraph]:
    """Titles and heads of forms, names of rows without codes, and what no form declares."""
    for state in reading.facts.forms.values():
        names = [label for code, label in state.labels.items() if not code.isdigit()]
        for name in dict.fromkeys((*state.heads, *names)):
            yield _named(name, state.place)
    for item in reading.unread:
        if item.kind in ("row", "column", "table"):
            quoted = QUOTED.search(item.reason)
            yield _named(quoted[1] if quoted and item.kind != "table" else item.text, item.place)


def _named(name: str, place: Place) -> Paragraph:
    return Paragraph(TABLE, "", spelling.unnumbered(name), (0,), (place,), "cell")


def _fault(spot: Spot) -> str:
    """What is wrong with a misprint, in words."""
    misprint = spot.misprint
    at = misprint.spot - misprint.start
    if misprint.how == "missing":
        return f"缺“{misprint.word[at]}”字"
    if misprint.how == "extra":
        return f"多“{spot.char}”字"
    return f"“{spot.char}”应为“{misprint.word[at]}”"
