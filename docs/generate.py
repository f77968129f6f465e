"""Write the pages of docs/ that are made from the declarations: `make docs`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from juesuan.cli.checks import Card, cards
from juesuan.cli.commands import edition_names, latest
from juesuan.cli.words import EXITS, parser
from juesuan.notation.edition import Edition, load
from juesuan.notation.form import Form

PAGE = Path(__file__).parent / "reference.md"
JSON = Path(__file__).parent / "json.md"


def page() -> str:
    """The whole reference page."""
    edition = load(latest())
    parts = (_head(), _commands(), _contract(), _rules(edition), _forms())
    return "\n".join(line for part in parts for line in part) + "\n"


def _head() -> Iterator[str]:
    yield "# 参考"
    yield ""
    yield "本页由 `make docs` 从程序和声明生成，请不要手改。"
    yield ""


def _commands() -> Iterator[str]:
    yield "## 命令"
    yield ""
    yield f"`-` 是标准输入；`NO_COLOR` 关闭颜色；结果写到标准输出，进度与故障写到标准错误。{EXITS}"
    yield ""
    yield "命令行之外：`juesuan.audit(path)` 返回 `Report`，`juesuan.read(path)` 返回 `Extract`，"
    yield "`juesuan.audit_paths(paths)` 逐份给出 `Report` 或 `Failure`；读不了时抛出 `Unreadable`。"
    yield ""
    for name, command in commands().items():
        yield f"### juesuan {name}"
        yield ""
        yield str(command.description)
        yield ""
        yield "| 写法 | 含义 |"
        yield "|---|---|"
        for action in command._actions:  # noqa: SLF001 - argparse keeps no public list
            yield f"| `{_spelled(action)}` | {action.help} |"
        yield ""


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command by its name."""
    whole = parser("")
    found = (a for a in whole._actions if isinstance(a, argparse._SubParsersAction))  # noqa: SLF001
    return dict(next(found).choices)


def _spelled(action: argparse.Action) -> str:
    value = str(action.metavar) if action.metavar else ""
    if action.choices:
        value = "\\|".join(map(str, action.choices))
    names = ", ".join(action.option_strings)
    return f"{names} {value}".strip()


def _contract() -> Iterator[str]:
    yield JSON.read_text("utf-8")


def _rules(edition: Edition) -> Iterator[str]:
    yield "## 判断规则"
    yield ""
    yield "凡会计写成 `甲 = 乙 + 丙` 的，是下一节的勾稽关系；要用“如果”的，是判断规则。"
    yield "`juesuan rules 编号` 说明其中一条。"
    yield ""
    found = cards(edition)
    for card in found:
        if card.kind == "rule":
            yield from _rule(card)
    yield "## 项目支出绩效自评的检查"
    yield ""
    for card in found:
        if card.kind == "project":
            yield from _rule(card)


def _rule(card: Card) -> Iterator[str]:
    yield f"### {card.id}"
    yield ""
    yield card.says
    yield ""
    for word, text in (("依据", card.basis), ("例如", card.example), ("改法", card.mend)):
        if text:
            yield f"- {word}：{text}"
    yield ""


def _forms() -> Iterator[str]:
    yield "## 各版本的表"
    yield ""
    yield "地址写作 `表:行:栏`；`{类}{款}{项}{科目}{行}{栏}` 逐一取读到的行和栏，"
    yield "`{下级}` 是 `{科目}` 的下一级。"
    yield "与上一年度、与国家格式相同的表不重复列出。"
    yield ""
    for name in edition_names():
        edition = load(name)
        yield f"### {edition.id}  {edition.name}"
        yield ""
        new = [form for form in edition.forms if form != _before(edition, form)]
        order = "、".join(form.id for form in edition.forms)
        yield f"{edition.year}年度；单位：{edition.unit}；表的次序：{order}。"
        yield ""
        if not new:
            yield "各表与此前版本相同。"
            yield ""
        for form in new:
            yield from _form(form, whole=_before(edition, form) is None)


def _before(edition: Edition, form: Form) -> Form | None:
    """The same form in the edition this one builds upon."""
    names = edition_names()
    base = str(edition.year) if edition.region else str(edition.year - 1)
    return load(base).form(form.id) if base in names else None


def _form(form: Form, *, whole: bool) -> Iterator[str]:
    yield f"#### {form.id} {form.title}"
    yield ""
    if form.aliases:
        yield f"又名：{'、'.join(form.aliases)}。"
        yield ""
    for side in form.sides:
        part = f"{side.heading}：" if side.heading else ""
        yield f"- {part}{'；'.join(f'{c.id} {c.title}' for c in side.columns)}"
    yield ""
    if whole and form.equations:
        yield "```text"
        yield from (f"{form.id}.{n}  {e.text}" for n, e in enumerate(form.equations, start=1))
        yield "```"
        yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
