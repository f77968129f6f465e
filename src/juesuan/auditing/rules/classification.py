"""Whether the codes and names of rows are those of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from juesuan.auditing.text.places import hit, paragraphs
from juesuan.model.number import Facts
from juesuan.model.page import Place
from juesuan.model.reading import Reading
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form
from juesuan.notation.rule import CODES, Remark, rule

COMPLETE = 2019  # the first year of which the list has every code
GENERIC_TAILS = frozenset({"01", "02", "03", "50", "99"})
RESIDUAL = "99"
LEVELS = (3, 5, 7)
TOLD = re.compile(
    r"(?<!\d)(?P<code>\d{7})[-－—:： ]?(?P<name>[\u4e00-\u9fff()（）]{2,40}?)"
    r"(?=支出(?:\d|决算)|年初|[\d，：。])"
)
WITH_BONDS, LAST_WITH_BONDS = "及对应专项债务收入", 2019  # in the names of funds until then
CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")


def _coded(reading: Reading, edition: Edition) -> Iterator[tuple[Form, str, str]]:
    """Every row of codes that was read: its form, its code and its label as printed."""
    for form in edition.forms:
        state = reading.facts.forms.get(form.id)
        if form.classification and state is not None:
            for code, label in state.labels.items():
                if code.isdigit() and label != code:
                    yield form, code, label


def _spot(facts: Facts, form: str, row: str, text: str) -> tuple[tuple[Place, str], ...]:
    places = (fact.place for fact in facts.of(form) if fact.address.row == row)
    place = next(places, facts.forms[form].place)
    return ((place, text),)


@rule(
    "科目.编码",
    basis=CODES,
    mend="按本年度《政府收支分类科目》核对编码",
    example="2019999 不在本年度科目表中",
)
def known_codes(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """科目编码应是本年度《政府收支分类科目》中的编码。"""
    seen: set[str] = set()
    if (reading.meta.year or edition.year) < COMPLETE:
        return
    for form, code, label in _coded(reading, edition):
        codes = edition.codes(form)
        if _residual(code, label) and codes.names(code[:-2]):
            continue  # every group may have one, in the list or not
        if not codes.names(code) and (form.classification + code) not in seen:
            seen.add(form.classification + code)
            named = f"（{label}）" if label else ""
            message = f"科目编码 {code}{named}不在科目表中，请核对"
            spots = _spot(reading.facts, form.id, code, f"{code} {label}")
            yield Remark("提示", message, places=spots, key=f"{form.id}:{code}")


def _residual(code: str, label: str) -> bool:
    """Whether a code is what its group has besides: 2130599 其他……支出."""
    return len(code) in LEVELS[1:] and code.endswith(RESIDUAL) and label.startswith("其他")


@rule(
    "科目.名称",
    basis=CODES,
    mend="改用本年度科目名称",
    example="2010305 写作“专业事务及机关事务管理”，应为“专项业务及机关事务管理”",
)
def right_names(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """科目名称应与本年度《政府收支分类科目》一致。"""
    seen: set[tuple[str, str]] = set()
    year = reading.meta.year or edition.year
    for form, code, label in _coded(reading, edition):
        name = edition.codes(form).name(code, year)
        then = label.replace(WITH_BONDS, "") if year <= LAST_WITH_BONDS else label
        if name is None or (code, label) in seen or _same(then, name, edition):
            continue
        tail = edition.codes(form).tails.get(code[-2:], "")
        if len(code) == 7 and code[-2:] in GENERIC_TAILS and _same(label, tail, edition):
            continue
        seen.add((code, label))
        former = any(_same(label, other, edition) for other in edition.codes(form).names(code))
        why = "是其他年度的名称" if former else "与科目表不同"
        message = f"科目 {code} 写作“{label}”，{why}；{year} 年为“{name}”"
        spots = _spot(reading.facts, form.id, code, f"{code} {label}")
        yield Remark("提示", message, places=spots, key=f"{code}|{label}")


def _same(label: str, name: str, edition: Edition) -> bool:
    return _bare(label, edition) == _bare(name, edition)


def _bare(text: str, edition: Edition) -> str:
    return re.sub(r"[()（）]|支出$", "", spelling.label(text, edition.synonyms))


@rule(
    "科目.文中编码",
    basis=CODES,
    mend="按科目表改正编码或名称",
    example="文中写“2210203住房公积金”，2210203 是购房补贴",
)
def told_codes(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """文中科目的编码和名称应是同一个科目的。"""
    catalogue = edition.functional
    matches = [(p, match) for p in paragraphs(reading) for match in TOLD.finditer(p.text)]
    if not matches:
        return
    printed = {(code, _bare(label, edition)) for _, code, label in _coded(reading, edition)}
    spelt: dict[str, set[str]] = {}
    for code in catalogue.entries:
        for name in catalogue.names(code) if len(code) == LEVELS[-1] else ():
            spelt.setdefault(_bare(name, edition), set()).add(code)
    for p, match in matches:
        code, name = match["code"], _bare(match["name"], edition)
        names = {_bare(other, edition) for other in catalogue.names(code)}
        others = {other for other in spelt.get(name, ()) if other != code}
        if names and name not in names and others and (code, name) not in printed:
            right = "、".join(sorted(others)[:2])
            message = (
                f"文中写“{match['code']}{match['name']}”，编码 {code} 是“"
                f"{catalogue.names(code)[-1]}”，“{match['name']}”的编码是 {right}"
            )
            yield Remark("提示", message, places=(hit(p, *match.span(), 0),), key=match[0])


@rule(
    "科目.上级",
    basis=CODES,
    mend="补列上级科目的行，其金额为下级之和",
    example="列有 2010301，没有列 20103",
)
def parents(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """列示下级科目的，应同时列示其上级科目。"""
    for form in edition.forms:
        state = reading.facts.forms.get(form.id)
        if not form.classification or state is None or state.state != "read" or state.partial:
            continue
        codes = [row for row in reading.facts.rows(form.id) if row.isdigit()]
        wanted = {code[:level] for code in codes for level in LEVELS if level < len(code)}
        for code in sorted(wanted - set(codes)):
            name = edition.codes(form).name(code, edition.year) or ""
            message = f"《{state.title}》列有 {code} 的下级科目，没有列“{code} {name}”"
            key = f"{form.id}:{code}"
            spots = ((state.place, state.title),)
            yield Remark("提示", message, places=spots, key=key)


@rule(
    "科目.重复",
    basis=CODES,
    mend="同一科目在一张表中只列一行",
    example="支出决算表中 2010301 出现两次",
)
def once(reading: Reading, _: Edition) -> Iterator[Remark]:
    """同一科目在一张表中只应列示一次。"""
    repeated = [item for item in reading.unread if item.kind == "repeated"]
    for (form, row), group in groupby(repeated, key=lambda item: (item.form, item.row)):
        items = list(group)
        code = CODE.match(row)
        first = [f.printed for f in reading.facts.of(form) if code and f.address.row == code[0]]
        agree = all(spelling.plain(item.text) in map(spelling.plain, first) for item in items)
        state = reading.facts.forms.get(form)
        title = state.title if state else form
        amounts = "两次金额相同" if agree else "两次金额不同，合计无法判断应取哪一行"
        spots = tuple((item.place, item.text) for item in items)
        yield Remark(
            "提示" if agree else "错误",
            f"《{title}》中“{row}”出现不止一次，{amounts}",
            places=spots,
            key=f"{form}:{row}",
        )
