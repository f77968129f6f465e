"""Everything said about one number, as text and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from juesuan.model.page import Place
from juesuan.model.report import Explanation, Statement
from juesuan.publishing.screen import PLAIN, Screen, clean, padded, width, wrap

MARKS = {"有矛盾": "错误", "提示": "提示", "尾差": "尾差", "未核": "未核", "一致": "弱"}
INDENT = "  "


def about_text(number: Explanation, screen: Screen = PLAIN) -> str:
    """All of it for people, ending in a line feed."""
    lines = [screen.paint(f"{clean(number.address)}  {clean(number.name)}", "强"), _printed(number)]
    lines += _group("参加的勾稽关系", number.equations, screen)
    lines += _group("文中的说法", number.claims, screen)
    lines += ["", f"有关的审核结果 {len(number.findings)} 个"]
    for finding in number.findings:
        head = f"{INDENT}{finding.severity}  "
        lines += wrap(clean(finding.message), screen.width, " " * width(head), head)
    return "\n".join(lines) + "\n"


def _printed(number: Explanation) -> str:
    if number.printed:
        unit = number.unit if not number.printed.endswith(number.unit or " ") else ""
        where = f"，{number.place}" if number.place != Place() else ""
        return f"印作 {clean(number.printed + unit)}{where}；{number.verdict}"
    if number.place != Place():
        return f"{number.place}是空白，按 0 计；{number.verdict}"
    if "@" in number.address or number.address.startswith("文"):
        return f"文件中没有印出，由各处说法推知；{number.verdict}"
    return f"表中没有这一行，按 0 计；{number.verdict}"


def _group(title: str, statements: Sequence[Statement], screen: Screen) -> Iterator[str]:
    yield ""
    yield f"{title} {len(statements)} 个"
    for statement in statements:
        verdict = padded(statement.verdict, 6)
        head = f"{INDENT}{verdict}  "
        where = str(statement.place) if statement.place != Place() else statement.name
        quote = f"“{statement.quote}”：" if statement.quote else ""
        text = clean(f"{where}  {quote}{_words(statement)}")
        first, *rest = wrap(text, screen.width, " " * 10, head)
        painted = screen.paint(verdict, MARKS[statement.verdict])
        yield f"{INDENT}{painted}{first[len(INDENT + verdict) :]}"
        yield from rest


def _words(statement: Statement) -> str:
    implied = f"（按此推算为 {statement.implied} 万元）" if statement.implied else ""
    return f"{statement.words}{implied}"


def about_object(number: Explanation) -> dict[str, Any]:
    """All of it for programs."""
    return {
        "schema": 1,
        "address": number.address,
        "name": number.name,
        "printed": number.printed,
        "unit": number.unit,
        "place": _place(number.place),
        "verdict": number.verdict,
        "equations": [_statement(one) for one in number.equations],
        "claims": [_statement(one) for one in number.claims],
        "findings": [{"severity": f.severity, "message": f.message} for f in number.findings],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "verdict": statement.verdict,
        "name": statement.name,
        "words": statement.words,
        "text": statement.quote,
        "implied": statement.implied,
        "place": _place(statement.place),
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "page": place.page,
        "line": place.line,
        "box": list(place.box) if place.box else None,
        "part": place.part,
        **({"file": place.file} if place.file else {}),
        "cell": list(place.cell) if place.cell else None,
    }
