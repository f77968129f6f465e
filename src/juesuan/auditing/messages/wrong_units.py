"""Amounts in a wrong unit as a whole, in words: one finding for all that share one cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from juesuan.auditing.messages.cells import places
from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.tables.scale import Misscaled
from juesuan.model.finding import Finding
from juesuan.model.number import TEXT
from juesuan.model.page import Place
from juesuan.model.reading import Reading

RULE = "格式.单位"
SHOWN = 3


def tell_units(reading: Reading, off: Misscaled, words: CellNames) -> Iterator[Finding]:
    """One 错误 for the forms that are wrong in the same way, one for the text."""
    if TEXT in off.powers:
        yield _text(reading, off)
    forms = sorted(form for form in off.powers if form != TEXT)
    forms.sort(key=lambda form: (off.powers[form], off.units[form]))
    for _, alike in groupby(forms, key=lambda form: (off.powers[form], off.units[form])):
        yield _forms(list(alike), off, words)


def _forms(forms: Sequence[str], off: Misscaled, words: CellNames) -> Finding:
    first = forms[0]
    power, unit, meant = off.powers[first], off.units[first], off.meant(first)
    others = "其他各表" if off.beside.intersection(forms) else "文字所说"
    message = f"{_titles(forms, words)}的金额都是{others}的{_times(power)}，金额单位有误"
    message += f"：按“{unit}”读取，应为“{meant}”" if meant else ""
    facts = words.facts
    cells = tuple(c.address for form in forms for c in [f for f in facts.of(form) if f.printed][:1])
    spots, key = places(cells, facts), "|".join(forms)
    return Finding(RULE, "错误", message, cells, spots, meant, unit, key=key)


def _titles(forms: Sequence[str], words: CellNames) -> str:
    titles = "、".join(map(words.form, forms[:SHOWN]))
    return titles if len(forms) <= SHOWN else f"{titles}等 {len(forms)} 张表"


def _text(reading: Reading, off: Misscaled) -> Finding:
    power, unit, meant = off.powers[TEXT], off.units[TEXT], off.meant(TEXT)
    message = f"文字中的金额都是表中的{_times(power)}，金额单位有误"
    message += f"：写“{unit}”，应为“{meant}”" if meant else ""
    spots = tuple(_spots(reading, unit))[:SHOWN]
    return Finding(RULE, "错误", message, (), spots, meant, unit, key=TEXT)


def _spots(reading: Reading, unit: str) -> Iterator[tuple[Place, str]]:
    """Where the text says amounts of the forms in a unit."""
    for claim in reading.claims:
        if claim.printed.endswith(unit) and f"{TEXT}:" not in claim.says:
            yield claim.place, claim.printed


def _times(power: int) -> str:
    return f" {power:,} 倍" if power > 0 else f" {-power:,} 分之一"
