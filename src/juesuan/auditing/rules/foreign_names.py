"""Names of other departments where a text has its own: left from what it was copied from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.auditing.text.places import Hit, gathered, paragraphs, quoted
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition
from juesuan.notation.rule import TEMPLATE, Remark, rule
from juesuan.notation.speech.own_names import PLACE, is_within, without_brackets

HAN = r"[\u4e00-\u9fff]"
BODY = "(?:局|委员会|办公室|厅|委|办)"
NAME = rf"(?P<name>{HAN}{{2,24}}?{BODY})"
OWN = re.compile(r"[\u4e00-\u9fff()]{4,60}")
SLOTS = (
    re.compile(rf"安排{NAME}(?:机关|本级)?(?:及{HAN}{{1,12}})?(?:等)?(?:因公)?出国"),
    re.compile(
        rf"(?:决算(?:编制范围)?(?:的单位)?(?:包括|包含)|[:：]){NAME}(?:\(本级\)|本级)(?:决算|，|、|及)"
    ),
    re.compile(rf"(?:^|(?<=[。；]))(?:\d{{1,2}}[.、])?{NAME}(?=20\d\d年度?)"),
    re.compile(rf"(?:^|(?<=[。；\n])){NAME}(?=内设|下设)"),
)
SUBJECTS = SLOTS[-2:]
GENERAL = re.compile(r"^(?:本|我|该|各|全|某|主管)|所属|下属")
TAIL = 3


@rule(
    "名称.他部门",
    basis=f"{TEMPLATE}：说明的是本部门",
    mend="把别的部门的名称改为本部门的；确是别的部门的，写清关系",
    example="林业局的决算写“全年使用财政拨款安排水利局出国团组0个”",
)
def other_departments(reading: Reading, _: Edition) -> Iterator[Remark]:
    """说到本部门的地方，不应写着别的部门的名称。"""
    department = without_brackets(reading.meta.department)
    if not OWN.fullmatch(department):
        return
    passages = paragraphs(reading)
    matches = [(p, m) for p in passages for slot in SLOTS for m in slot.finditer(p.text)]
    spots = [
        Hit(p.at(match.start("name")), match["name"])
        for p, match in matches
        if not _own(match["name"], department)
        and (match.re not in SUBJECTS or _alike(match["name"], department))
    ]
    slotted = [spot.text for spot in spots]
    whole = "\n".join(p.text for p in paragraphs(reading, "text", "heading", "cell", "contents"))
    alone = [spot for spot in spots if whole.count(spot.text) == slotted.count(spot.text)]
    texts = quoted(spot.text for spot in alone)
    yield from gathered("提示", f"本决算是“{department}”的，正文写{texts}", alone)


def _own(name: str, department: str) -> bool:
    """Whether a name is the department's, in full or in short, or nobody's."""
    return GENERAL.search(name) is not None or is_within(name, department)


def _alike(name: str, department: str) -> bool:
    """Whether a name has the department's place, or does the same work at another place."""
    place = PLACE.match(department)
    other = PLACE.match(name)
    if place is None or other is None or place[0] in name[1:]:
        return False  # of the same place behind other words: 纳入青禾县林业局
    tail = name[-TAIL:] == department[-TAIL:]
    return (place[0] == other[0]) != tail
