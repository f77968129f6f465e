"""People told in the text: the kinds of posts and of staff against how many there are in all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from juesuan.auditing.text.places import hit, paragraphs
from juesuan.model.finding import Severity
from juesuan.model.reading import Reading
from juesuan.model.text import Paragraph
from juesuan.notation.edition import Edition
from juesuan.notation.rule import PLAN, Remark, rule

MANY = r"(?:人?数|总数)?(?:为|是|共计|共有|共|合计)?(\d{1,6})(?:人|名|个)"
STOP = re.compile(r"[。\n](?!其中)|；(?!其中|[离退在]|行政|事业|参|工勤|其他)")
LISTED = re.compile(r"其中|包括")
ASIDE = re.compile(r"[(（][^()（）]*[)）]")
FEWEST = 2


class Kinds(NamedTuple):
    """A number of people and the kinds that make it up, none of which is part of another."""

    name: str
    whole: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]


KINDS = (
    Kinds(
        "编制",
        re.compile(r"(?<!行政)(?<!事业)(?<!参公)(?<!工勤)(?<!其他)(?<!管理)(?<!专项)编制" + MANY),
        (
            re.compile(r"行政编制" + MANY),
            re.compile(r"(?:参公|参照公务员法管理)?事业编制" + MANY),
            re.compile(r"(?:参公|参照公务员法管理(?:人员)?)编制" + MANY),
            re.compile(r"工勤(?:人员)?编制" + MANY),
            re.compile(r"其他编制" + MANY),
        ),
    ),
    Kinds(
        "离退休人员",
        re.compile(r"离退休(?:人员|干部)?" + MANY),
        (
            re.compile(r"离休(?:人员|干部)?" + MANY),
            re.compile(r"(?<!离)退休(?:人员|干部)?" + MANY),
        ),
    ),
    Kinds(
        "实有人员",
        re.compile(r"(?<!在职)(?<!在编)实有人(?:员|(?=数))" + MANY),
        (
            re.compile(r"在职(?:在编|在岗)?(?:实有)?(?:人员)?" + MANY),
            re.compile(r"离退休(?:人员)?" + MANY),
            re.compile(r"离休(?:人员)?" + MANY),
            re.compile(r"(?<!离)退休(?:人员)?" + MANY),
        ),
    ),
)


@rule(
    "数量.人员",
    basis=f"{PLAN}：说明机构设置和人员情况",
    mend="核对编制和人员，改正总数或其中一类",
    example="人员编制 152 人，其中行政编制 24 人、事业编制 182 人",
)
def staff(reading: Reading, _: Edition) -> Iterator[Remark]:
    """编制、实有人员、离退休人员的各类之和，应等于所说的总数。"""
    for paragraph in paragraphs(reading):
        text = ASIDE.sub(_blanked, paragraph.text)
        for kinds in KINDS:
            for whole in kinds.whole.finditer(text):
                yield from _compared(kinds, whole, text, paragraph)


def _blanked(match: re.Match[str]) -> str:
    """An aside as blanks, so that places stay where they are."""
    return " " * len(match[0])


def _compared(
    kinds: Kinds, whole: re.Match[str], text: str, paragraph: Paragraph
) -> Iterator[Remark]:
    """A whole and the kinds that are listed behind it, up to the next list."""
    stop = STOP.search(text, whole.end())
    rest = text[whole.end() : stop.start() if stop else len(text)]
    _, *lists = LISTED.split(rest)
    matches = [part.search(lists[0]) for part in kinds.parts] if lists else []
    parts = sorted((m for m in matches if m is not None), key=lambda match: match.start())
    total, stated = sum(int(match[1]) for match in parts), int(whole[1])
    once = not lists or all(len(part.findall(lists[0])) < FEWEST for part in kinds.parts)
    apart_told = bool(lists) and "；" in lists[0]
    sums = accumulate(int(match[1]) for match in parts)
    fits = stated in sums if apart_told else total == stated  # 实有41人，其中在职41人；退休7人
    if len(parts) < FEWEST or fits or (total < stated and not once):
        return
    addition = " + ".join(_named(match) for match in parts)
    apart = f"多 {total - stated}" if total > stated else f"少 {stated - total}"
    message = f"{kinds.name}写 {stated} 人，而{addition} = {total} 人，{apart} 人"
    spots = (hit(paragraph, *whole.span(), len(rest)),)
    severity: Severity = "错误" if total > stated and not apart_told else "提示"
    yield Remark(severity, message, places=spots, key=message)


def _named(match: re.Match[str]) -> str:
    """A kind with its number: 行政编制 24."""
    return f"{match[0][: match.start(1) - match.start()]} {match[1]}"
