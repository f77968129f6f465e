"""Tables published beside the forms, of which a region's rows or columns are known.

Some spread their amounts over the economic classification: a column for each 类, beside it those
of its 款. Those columns and what they add up to are made from the classification.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from juesuan.notation.form import Form, read_form
from juesuan.notation.overlay import DeclarationError

TOTAL, ACROSS, CLASS = "合计", "economic", 3


def read_addition(name: str, data: Mapping[str, Any], economic: Mapping[str, str]) -> Form:
    """A table beside the forms; raises DeclarationError naming it."""
    across = data.get("across", "")
    if across not in ("", ACROSS):
        raise DeclarationError(f"表 {name} 的 across 只能是 {ACROSS}，而不是“{across}”")
    plain = {key: value for key, value in data.items() if key != "across"}
    return read_form(name, _spread(plain, economic) if across else plain, {})


def _spread(data: Mapping[str, Any], economic: Mapping[str, str]) -> Mapping[str, Any]:
    """A declaration with a column for each class and group of the economic classification."""
    side = {"columns": [f"{TOTAL} {TOTAL} | 小计 | 金额 | 本年支出合计 | 项目支出"]}
    side["columns"] += _columns(economic)
    equations = [*_sums(economic), *data.get("equations", ())]
    return {**data, "side": [side], "equations": equations}


def _columns(economic: Mapping[str, str]) -> Iterator[str]:
    for code, name in economic.items():
        if len(code) == CLASS:
            yield f"{code} {name}/小计 | {name}/合计 | {name}"
        else:
            yield f"{code} {economic[code[:CLASS]]}/{name}"


def _sums(economic: Mapping[str, str]) -> Iterator[str]:
    classes = [code for code in economic if len(code) == CLASS]
    yield f"{{行}}:{TOTAL} = {_sum(classes)}"
    for each in classes:
        if parts := [code for code in economic if code[:CLASS] == each != code]:
            yield f"{{行}}:{each} = {_sum(parts)}"


def _sum(codes: list[str]) -> str:
    return " + ".join(f"{{行}}:{code}" for code in codes)
