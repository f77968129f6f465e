"""Write the pages of docs/ that are made from the declarations: `make docs`."""

from __future__ import annotations

import argparse
import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from juesuan.cli.arguments import EXITS, parser
from juesuan.cli.commands.rules import CheckCard, cards
from juesuan.model.finding import Finding
from juesuan.notation.edition import Edition, load
from juesuan.notation.edition_folders import ACCOUNTS, edition_id, latest, regions, years
from juesuan.notation.form import Form
from juesuan.notation.overlay import HOME, keys_text

HERE = Path(__file__).parent
SOURCE = HERE.parent / "src" / "juesuan"
JSON = HERE / "json.md"
MOST, MANY_TERMS = 4, 9
MESSAGES = (
    "每一种说明一个例子：前面的是在 `examples/disclosure/clean.md` 里各改错一处审出来的，",
    "后面的是各条规则的用例。",
    "说明里的 `03表` 是财政部参考格式的表号：01 收支总表，02 收入，03 支出，04 财政拨款收支总表，",
    "05 一般公共预算财政拨款支出，06 基本支出明细，07 政府性基金，08 国有资本经营，09 “三公”经费。",
    "",
)
KEYS = (
    ("", "`editions/accounts/` 的各个文件夹"),
    ("books", "`editions/books/schema.toml`"),
    ("wording", "`editions/wording/*.toml`"),
)


def page() -> str:
    """The whole reference page."""
    edition = load(latest())
    parts = (_head("参考"), _commands(), _contract(), _rules(edition), _forms(), _regions())
    return "\n".join(line for part in parts for line in part) + "\n"


def notation() -> str:
    """The whole page of the declarations."""
    introduction = (HERE / "notation.in.md").read_text("utf-8").splitlines()
    parts = (_head("声明的写法"), introduction, _keys())
    return "\n".join(line for part in parts for line in part) + "\n"


def nouns() -> str:
    """The technical appendix of the glossary: every public class, by room, in its own words."""
    rows = [*_head("名词"), "词汇表的技术附录：代码里的每一个类，在哪间房，是什么。", ""]
    rows += ["| 类 | 文件 | 是什么 |", "|---|---|---|"]
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                says = (ast.get_docstring(node) or "").partition("\n")[0].replace("|", "\\|")
                rows.append(f"| `{node.name}` | `{file.relative_to(SOURCE).as_posix()}` | {says} |")
    return "\n".join(rows) + "\n"


def messages() -> str:
    """The whole catalogue of messages: an example of each kind, from audits made for this page."""
    # Tests are not installed; only this page takes its examples from them.
    from tests.making.message_examples import by_rule, general, told  # noqa: PLC0415

    rows = [*_head("说明一览"), *MESSAGES, "## 勾稽关系与文字", ""]
    for slip, finding in general():
        rows += _message(slip.kind, finding)
    rows += ["## 没有表、只有文字的文件", ""]
    for kind, finding in told():
        rows += _message(kind, finding)
    rows += ["## 判断规则与绩效自评", ""]
    for name, finding in sorted(by_rule().items()):
        rows += _message(name, finding)
    return "\n".join(rows).rstrip() + "\n"


def _message(kind: str, finding: Finding | None) -> Iterator[str]:
    yield f"### {kind}"
    yield ""
    if finding is None:
        yield "（没有例子）"
        yield ""
        return
    yield f"**{finding.severity}**　{_safe(finding.message)}"
    yield ""
    parts = (
        (text, text.partition("：")[2] or text.removeprefix("文中")) for text in finding.because
    )
    reasons = [text for text, part in parts if part not in finding.message]
    if reasons:
        yield from (f"- {_safe(text)}" for text in reasons[:MOST])
        yield ""


def _safe(text: str) -> str:
    """A message as Markdown shows it, sign by sign."""
    return "".join(f"\\{sign}" if sign in "*_`<>[]|#" else sign for sign in text)


def preparing() -> str:
    """The guide to preparing, with every head that is known."""
    introduction = (HERE / "prepare.in.md").read_text("utf-8").splitlines()
    return "\n".join([*_head("由账编表"), *introduction, "", *_heads()]) + "\n"


def _heads() -> Iterator[str]:
    yield from ("## 六、认识的列名", "", "列名末尾的“（元）”“（万元）”是金额单位。")
    for table in load(latest()).books.tables:
        yield from ("", f"### {table.title}", "", table.help)
        if table.exports:
            yield from ("", f"文件或工作表名中有这些词的也是这张表：{'、'.join(table.exports)}。")
        yield from ("", "| 列 | 也认识 |", "|---|---|")
        for column in table.columns:
            star = " *" if column.required else ""
            yield f"| {column.title}{star} | {'、'.join(column.aliases)} |"


def _keys() -> Iterator[str]:
    """Every key of every declaration, under the headings of its page of keys."""
    for folder, title in KEYS:
        yield f"## 键：{title}"
        for line in keys_text(folder).splitlines()[2:]:
            if line.startswith("# "):
                yield from ("", f"### {line[2:]}", "", "| 键 | 意思 |", "|---|---|")
            elif line:
                (key, says), *_ = tomllib.loads(line).items()
                yield f"| `{key}` | {says.replace('|', chr(92) + '|')} |"
        yield ""


def _head(title: str) -> Iterator[str]:
    yield f"# {title}"
    yield ""
    yield "本页由 `make docs` 从程序和声明生成，请不要手改。"
    yield ""


def _commands() -> Iterator[str]:
    yield "## 命令"
    yield ""
    yield f"`-` 是标准输入；`NO_COLOR` 关闭颜色；结果写到标准输出，进度与故障写到标准错误。{EXITS}"
    yield ""
    yield "命令行之外：`juesuan.audit(path)` 返回 `Report`，`juesuan.read(path)` 返回 `Extract`，"
    yield "path 也可以是合为一份的 ZIP、文件夹，或一份公开的几个文件（`audit(正文, 附表)`）；"
    yield "`juesuan.audit_paths(paths)` 逐份给出 `Report` 或 `Failure`，"
    yield "它的 `documents`、`findings` 是两张 Arrow 表，在笔记本里自己显示；"
    yield "读不了时 `audit`、`read` 抛出 `Unreadable`。"
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


def _rule(card: CheckCard) -> Iterator[str]:
    yield f"### {card.id}"
    yield ""
    yield card.says
    yield ""
    for word, text in (("依据", card.basis), ("例如", card.example), ("改法", card.mend)):
        if text:
            yield f"- {word}：{text}"
    yield ""


def _forms() -> Iterator[str]:
    yield "## 各年度的表"
    yield ""
    yield "地址写作 `表:行:栏`；`{类}{款}{项}{科目}{行}{栏}` 逐一取读到的行和栏，"
    yield "`{下级}` 是 `{科目}` 的下一级。"
    yield "与上一年度相同的表不重复列出。"
    yield ""
    for year in years():
        edition = load(str(year))
        yield f"### {edition.id}  {edition.name}"
        yield ""
        new = [form for form in edition.forms if not _same(form, _before(edition, form))]
        order = "、".join(form.id for form in edition.forms)
        yield f"{edition.year}年度；单位：{edition.unit}；表的次序：{order}。"
        yield ""
        if not new:
            yield "各表与此前版本相同。"
            yield ""
        for form in new:
            yield from _form(form)
    yield from _additions(load(latest()))


def _additions(edition: Edition) -> Iterator[str]:
    """The tables beside the forms; of columns made from a classification the number is enough."""
    yield "### 附加的表"
    yield ""
    yield "九张公开表之外各地另外公开的表，有就读，没有不算缺少。"
    yield "一条关系多数行都不成立，是口径不同，只说未核。"
    yield ""
    for form in edition.additions:
        yield f"- {'、'.join(form.titles())}（{form.layout}）：" + "；".join(
            equation.text for equation in form.equations if len(equation.terms()) <= MANY_TERMS
        )
    yield ""


def _regions() -> Iterator[str]:
    yield "## 各地区的不同"
    yield ""
    yield "一个地区是一个文件夹，只写与国家格式不同之处；没有写的，同国家格式。"
    yield ""
    for code in regions():
        folder = HOME.joinpath(ACCOUNTS, code)
        yield f"### {code}  {load(edition_id(None, code)).name}"
        yield ""
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            yield f"`{code}/{file.name}`"
            yield ""
            yield "```toml"
            yield file.read_text("utf-8").rstrip()
            yield "```"
            yield ""


def _same(form: Form, other: Form | None) -> bool:
    """Whether two editions declare a form alike."""
    if other is None:
        return False
    texts = [equation.text for equation in form.equations]
    alike = texts == [equation.text for equation in other.equations]
    return alike and replace(form, equations=()) == replace(other, equations=())


def _before(edition: Edition, form: Form) -> Form | None:
    """The same form in the year before."""
    base = edition.year - 1
    return load(str(base)).form(form.id) if base in years() else None


def _form(form: Form) -> Iterator[str]:
    yield f"#### {form.id} {form.title}"
    yield ""
    if form.aliases:
        yield f"又名：{'、'.join(form.aliases)}。"
        yield ""
    for side in form.sides:
        part = f"{side.heading}：" if side.heading else ""
        yield f"- {part}{'；'.join(f'{c.id} {c.title}' for c in side.columns)}"
    yield ""
    if form.equations:
        yield "```text"
        yield from (f"{form.id}.{n}  {e.text}" for n, e in enumerate(form.equations, start=1))
        yield "```"
        yield ""


if __name__ == "__main__":
    (HERE / "reference.md").write_text(page(), "utf-8")
    (HERE / "notation.md").write_text(notation(), "utf-8")
    sys.path.insert(0, str(HERE.parent))
    (HERE / "messages.md").write_text(messages(), "utf-8")
    (HERE / "prepare.md").write_text(preparing(), "utf-8")
    (HERE / "nouns.md").write_text(nouns(), "utf-8")
