"""Tables that the contents name: whether each is there, and under that name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from juesuan.auditing.text.places import hit, paragraphs
from juesuan.auditing.unchecked import sent_elsewhere
from juesuan.model.number import FormState
from juesuan.model.reading import Reading
from juesuan.model.text import Paragraph
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.rule import PLAN, TEMPLATE, Remark, rule

PAGE = re.compile(r"(?:[.…·\-—\s]*\d{1,4})?$")
ASIDE = re.compile(r"[(（][^()（）]{1,6}[)）]$")
NEAREST, FEWEST = 4, 2
OTHER = ""  # the form of a table that is none of the forms


def _titles(edition: Edition) -> dict[str, str]:
    """Every title that is declared, and the form or table beside the forms that it is of."""
    titles = {spelling.key(title): OTHER for title in edition.others}
    for form in (*edition.additions, *edition.forms):
        titles |= {spelling.key(title): form.id for title in form.titles()}
    return titles


def _title(text: str, titles: Mapping[str, str], edition: Edition) -> str:
    """The longest declared title that a line ends with; "" for none, or for another table's."""
    name = spelling.label(ASIDE.sub("", PAGE.sub("", text.strip(), count=1)))
    ends = [title for title in titles if name.endswith(title)]
    best = max(ends, key=len, default="")
    lead = name[: len(name) - len(best)]
    return "" if edition.marks.other_table.search(lead) else best


@rule(
    "目录.所列的表",
    basis=f"{PLAN}：公开表应当齐全；{TEMPLATE}",
    mend="补上这张表；没有数据的表也应列出空表并说明；不公开的，从目录中删去",
    example="目录列有“七、一般公共预算财政拨款支出决算明细表”，正文中没有这张表",
)
def listed_tables(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """目录中列的表，正文中应当都有。"""
    titles = _titles(edition)
    named = [(p, _title(p.text, titles, edition)) for p in paragraphs(reading, "contents")]
    entries = {title: p for p, title in named if title}
    read = {name for name, state in reading.facts.forms.items() if state.known}
    there = {title for title in entries if titles[title] in read}
    if len(there) < FEWEST or sent_elsewhere(reading, edition):
        return
    seen = {spelling.key(item.text) for item in reading.unread if item.kind == "other"}
    unseen = any(item.kind == "page" for item in reading.unread)
    shown = {form.id for form in edition.forms}
    for title, entry in entries.items():
        if title in there or title in seen or titles[title] in shown:
            continue
        message = f"目录列有“{entry.text.strip()}”，正文中没有找到这张表"
        message += "；有的页没有读出，请对照原件" if unseen else ""
        spots = (hit(entry, 0, len(entry.text)),)
        yield Remark("未核" if unseen else "提示", message, places=spots, key=title)


@rule(
    "目录.表名",
    basis=TEMPLATE,
    mend="目录与表题用同一个表名",
    example="目录写“财政拨款‘三公’经费支出决算表”，表题写“一般公共预算财政拨款‘三公’经费支出决算表”",
)
def names_of_tables(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """目录中的表名应与表题一致。"""
    titles = _titles(edition)
    named = [(p, _title(p.text, titles, edition)) for p in paragraphs(reading, "contents")]
    entries = {title: p for p, title in named if title and titles[title]}
    times = Counter(titles[title] for title in entries)
    for title, entry in entries.items():
        state = reading.facts.forms.get(titles[title])
        if state is None or not state.known or times[titles[title]] > 1:
            continue
        head = _printed(state, titles, edition)
        if head and head[0] != title:
            yield from _differs(entry, head[1], state)


def _printed(
    state: FormState, titles: Mapping[str, str], edition: Edition
) -> tuple[str, str] | None:
    """The declared title that stands over a table, and the line as it is printed."""
    for head in state.heads[:NEAREST]:
        title = _title(edition.marks.beside_title.sub("", spelling.plain(head)), titles, edition)
        if title and titles[title] == state.id:
            return title, head.strip()
    return None


def _differs(entry: Paragraph, printed: str, state: FormState) -> Iterator[Remark]:
    message = f"目录写“{entry.text.strip()}”，表题写“{printed}”：同一张表的名称应当一致"
    spots = (hit(entry, 0, len(entry.text)), (state.place, printed))
    yield Remark("提示", message, places=spots, key=state.id)
