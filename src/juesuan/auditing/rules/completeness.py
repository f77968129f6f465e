"""Whether all forms are there, and whether the empty ones say so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from juesuan.auditing.text.places import blank_form
from juesuan.auditing.unchecked import expected_forms, sent_elsewhere
from juesuan.model.number import Address, Omitted
from juesuan.model.reading import Reading
from juesuan.model.text import Claim
from juesuan.notation.edition import Edition
from juesuan.notation.formula import plain_address
from juesuan.notation.rule import PLAN, Remark, at, rule

ENOUGH = 5
FEW = 6
MAY_BE_EMPTY = ("07", "08", "09")
SAYS_EMPTY = re.compile(
    r"无数据|没有|未发生|未安排|未使用|无此项|无相关|空表|为空|不涉及"
    r"|无.{0,20}(?:收入|支出|收支|预算|经费)"
)


@rule(
    "完整.九表齐全",
    basis=f"{PLAN}：收支总体情况 3 张表、财政拨款收支情况 5 张表；国有资本经营预算表后增",
    mend="补上缺少的表；没有数据的表也应列出空表并说明",
    example="全文没有“支出决算表”",
)
def all_forms(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """部门决算应公开收支总体情况、财政拨款收支情况等全部九张表。"""
    states = expected_forms(reading, edition)
    enough = sum(state.known for state in states) >= ENOUGH
    enough = enough and not sent_elsewhere(reading, edition)
    for state in states:
        if state.state == "missing" and enough:
            message = f"文中没有找到《{state.title}》"
            yield Remark("错误", message, key=state.id)
        elif state.state == "unreadable":
            message = f"《{state.title}》未能读取，其中的数字和与它有关的勾稽未核：{state.reason}"
            yield Remark("未核", message, places=((state.place, state.title),), key=state.id)


@rule(
    "完整.空表说明",
    basis=f"{PLAN}：没有数据的表格应当列出空表并说明",
    mend="在空表下加注，例如“本部门没有政府性基金收支，故本表无数据。”",
    example="政府性基金预算财政拨款收入支出决算表为空，表下没有说明",
)
def empty_forms(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """没有数据的表应列出空表，并说明没有数据。"""
    beside = (form.id for form in edition.additions)
    for name in () if blank_form(reading) else (*MAY_BE_EMPTY, *beside):
        state = reading.facts.forms.get(name)
        if state is None or state.state != "empty":
            continue
        if name not in MAY_BE_EMPTY and any(fact.printed for fact in reading.facts.of(name)):
            continue  # its zeros say so
        if not any(SAYS_EMPTY.search(note) for note in state.notes):
            message = f"《{state.title}》没有数据，表下未见说明；宜注明没有这项收支、本表无数据"
            spot = ((state.place, state.title),)
            yield Remark("提示", message, places=spot, key=name)


@rule(
    "完整.分项漏填",
    basis=f"{PLAN}：公开表应当填列完整",
    mend="按账填上各分项的数；确无发生的填 0",
    example="公务用车购置及运行维护费 41.90，而公务用车购置费、公务用车运行维护费都是空白",
)
def parts_left_out(reading: Reading, _: Edition) -> Iterator[Remark]:
    """有合计数的，其分项不应全部空白。"""
    for state in reading.facts.forms.values():
        groups = [group for group in state.omitted if group.whole.value]
        if not groups:
            continue
        claims = _claimed(groups, reading.claims)
        rows = {_leaf(group, part) for group in groups for part in group.parts if part in claims}
        lines = list(dict.fromkeys(_left_out(group, claims, rows) for group in _apart(groups)))
        shown = "；".join(lines[:FEW])
        more = f"；等 {len(lines)} 处" if len(lines) > FEW else ""
        message = f"《{state.title}》有数而其分项空白，疑为漏填：{shown}{more}"
        parts = tuple(p for g in groups for p in g.parts if not rows or _leaf(g, p) in rows)
        spots = tuple((group.whole.place, group.whole.printed) for group in groups)
        spoken = tuple((claim.place, claim.text) for claim in claims.values())
        yield Remark("错误", message, parts, (*spots, *spoken), key=state.id)


def _claimed(groups: Iterable[Omitted], claims: Iterable[Claim]) -> dict[Address, Claim]:
    """What the text says of empty cells, where that is all there is to say."""
    stated: dict[Address, Claim] = {}
    for claim in claims:
        address = plain_address(claim.says)
        if claim.relation == "=" and address is not None:
            stated.setdefault(address, claim)
    explained: dict[Address, Claim] = {}
    for group in groups:
        parts = {part: stated[part] for part in group.parts if part in stated}
        room = group.whole.half + sum((claim.half for claim in parts.values()), Decimal(0))
        total = sum((claim.value for claim in parts.values()), Decimal(0))
        if abs(total - group.whole.value) <= room:
            explained |= {part: claim for part, claim in parts.items() if claim.value}
    return explained


def _apart(groups: Iterable[Omitted]) -> Iterator[Omitted]:
    """One group for the same rows under the same row, whichever the column."""
    seen = set()
    for group in groups:
        row = group.whole.address.row
        rows = (row, frozenset(part.row for part in group.parts))
        if rows not in seen or rows[1] == {row}:
            yield group
        seen.add(rows)


def _leaf(group: Omitted, part: Address) -> str:
    """A part's name beside its sisters': its row's, within a row its column's."""
    row, _, column = group.names[group.parts.index(part)].rpartition(" / ")
    return row if row and part.row != group.whole.address.row else column.rpartition("/")[2]


def _left_out(group: Omitted, claims: Mapping[Address, Claim], rows: Collection[str]) -> str:
    """One amount and its empty parts: those the text tells of, else all."""
    parts = [part for part in group.parts if not rows or _leaf(group, part) in rows]
    names = [
        _leaf(group, part) + (f"（文中写 {claims[part].printed}）" if part in claims else "")
        for part in parts
    ]
    return f"{group.name} {group.whole.printed} 的分项{'、'.join(names)}"


@rule(
    "完整.细化到项",
    basis=f"{PLAN}：一般公共预算支出公开到功能分类项级，基本支出公开到经济分类款级",
    mend="按功能分类类、款、项逐级列示；基本支出按经济分类类、款列示",
    example="一般公共预算财政拨款支出决算表只列到“201 一般公共服务支出”",
)
def detailed(reading: Reading, _: Edition) -> Iterator[Remark]:
    """一般公共预算支出应公开到项级科目，基本支出应公开到款级科目。"""
    for form, length, level in (("05", 7, "项级"), ("06", 5, "款级")):
        state = reading.facts.forms.get(form)
        filled = [fact.address for fact in reading.facts.of(form) if fact.value]
        if state is None or state.state != "read" or state.partial or not filled:
            continue
        if not any(len(a.row) == length and a.row.isdigit() for a in filled):
            message = f"《{state.title}》没有列到{level}科目"
            first: tuple[Address, ...] = tuple(filled[:1])
            spots = at(reading.facts, *first)
            yield Remark("提示", message, (), spots, key=form)
