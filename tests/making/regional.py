"""Narratives in the words of regions, with true numbers: `documents/regional/`, slots filled.

The first line of a file is how the region prints: 年, 类款 (what the department spends on), 率
(decimals of rates), 千分位; 绑定 is how many amounts were bound when it was last looked at.

A slot is a number or what is said of it: {01:总计:1}, {占 甲/乙}, {去 甲} last year's, {增 甲} and
{幅 甲} the change since, {降 甲} the rate as 降低, {预 甲} the budget, {率 甲} its completion,
{超 甲} {超幅 甲} {超率 甲} {差 甲} how it differs, {大 甲} 大于 or 小于, {率降 甲/乙} what lacks
to 100 %, {均 甲/2} a mean. ⟦类|；|…⟧ says it of each code of table 05 (类01: of 01), joined.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from random import Random

from tests.documents.books import Kind, accounts
from tests.documents.north import TITLES, nine_tables
from tests.documents.phrases import Phrased

from juesuan.model.number import Address, Fact, Facts
from juesuan.notation.edition import load

FOLDER = Path(__file__).parent.parent / "documents" / "regional"
REGIONS = tuple(sorted(path.stem for path in FOLDER.glob("*.md")))
EACH = re.compile(r"⟦([类款项]+)(\d\d)?\|([^|]*)\|([^⟧]*)⟧")
LEVELS = {"类": 3, "款": 5, "项": 7}
SEED = 24  # with 事业收入 and 其他收入 in both years
SHARES = ("0.91", "0.96", "1.07", "1.2")


class Told(Phrased):
    """Sentences of a region; its year is that of the codes' names."""

    def filled(self, text: str) -> str:
        """A narrative with its lists written out and its slots filled."""
        listed = EACH.sub(lambda found: self._each(*found.groups("")), text)
        return re.sub(r"\{([^{}]+)\}", self._slot, listed)

    def _each(self, levels: str, form: str, join: str, text: str) -> str:
        lengths = {LEVELS[level]: one for level, one in zip(levels, text.split("¦"), strict=True)}
        codes = [code for code in self.rows(form or "05") if len(code) in lengths]
        told: list[str] = []
        first = min(lengths)
        for code in codes:
            number = sum(len(c) == first for c in codes[: codes.index(code) + 1])
            told.append(self._named(lengths[len(code)], form or "05", code, number))
        return ("\n" if join == "换行" else join).join(told)

    def _named(self, text: str, form: str, code: str, number: int) -> str:
        own = self.name(form, code[:3])
        text = text.replace("〔行〕", code).replace("〔序〕", str(number))
        text = text.replace("〔类短〕", own.removesuffix("支出"))
        for level, length in LEVELS.items():
            text = text.replace(f"〔{level}〕", self.name(form, code[:length]))
        return text

    def _slot(self, found: re.Match[str]) -> str:
        kind, _, rest = found[1].partition(" ")
        if kind in ("均", "均元"):
            address, _, count = rest.partition("/")
            mean = self.value(address) / Decimal(count)
            return f"{mean:.2f}元" if kind == "均元" else f"{self.shown(mean)}{self.unit}"
        if kind == "率降":
            return self._percent(1 - self._reckoned(rest))
        if kind == "降":
            return self.filled(f"{{幅 {rest}}}").replace("下降", "降低")
        if kind in ("大", "差", "超幅", "超率"):
            return self._beside(kind, self.sum(rest), self.sum(rest, "年初预算"))
        return super()._slot(found)

    def _beside(self, kind: str, now: Decimal, budget: Decimal) -> str:
        more = now > budget
        if kind == "大":
            return "大于" if more else "小于"
        if kind == "差":
            return f"{self.shown(abs(now - budget))}{self.unit}"
        rate = self._percent(now / budget - 1)
        if kind == "超率":
            return rate if more else f"-{rate}"
        return f"{'增长' if more else '下降'}{rate}"


@cache
def figures(lead: str, seed: int) -> Facts:
    """Two years of a department whose every item has a budget other than its outturn."""
    facts = accounts(load("2023"), Kind(lead, trade=True), seed)
    random = Random(seed)  # noqa: S311 - accounts, not secrets
    added: dict[Address, Fact] = {}
    for code in sorted(row for row in facts.rows("05") if len(row) == LEVELS["项"]):
        spent = facts[Address("05", code, "1")].value
        budget = (spent * Decimal(random.choice(SHARES))).quantize(Decimal(100), ROUND_HALF_UP)
        for row in ("合计", *(code[:length] for length in LEVELS.values())):
            address = Address("05", row, "1", "年初预算")
            before = added[address].value if address in added else Decimal(0)
            added[address] = Fact(address, before + budget)
    fiscal = Address("04", "收入总计", "1", "年初预算")
    added[fiscal] = Fact(fiscal, added[Address("05", "合计", "1", "年初预算")].value)
    return Facts({**dict(facts.items()), **added}, facts.forms)


def manner(name: str) -> dict[str, str]:
    """What the first line of a region's text says of it."""
    head = (FOLDER / f"{name}.md").read_text("utf-8").partition("\n")[0]
    return {key: value for key, _, value in (part.partition("=") for part in head.split())}


def regional(name: str, seed: int = SEED, *, tables: bool = False) -> str:
    """A true disclosure in the words of a region, its nine tables before the text or none."""
    how = manner(name)
    text = (FOLDER / f"{name}.md").read_text("utf-8").partition("\n")[2]
    edition = load("2023")
    told = Told(edition, figures(how["类款"], seed), year=int(how["年"]))
    told.rate, told.thousands = int(how["率"]), "千分位" in how
    body = told.filled(text)
    if not tables:
        return body
    before, title, rest = re.split(r"^(.*决算.*)$", body, maxsplit=1, flags=re.MULTILINE)
    nine_tables(told, title.partition(how["年"])[0], TITLES)
    return "\n".join([before + title, "第二部分 部门决算表", *told.parts, rest])
