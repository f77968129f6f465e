"""A form: the rows, columns and equations of one public table, declared once as data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, NamedTuple, get_args

from juesuan.model.number import UNITS
from juesuan.notation.equation import Equation
from juesuan.notation.formula import FormulaError
from juesuan.notation.overlay import DeclarationError

Layout = Literal["科目", "两侧", "并列", "单行", "清单"]
LAYOUTS: tuple[Layout, ...] = ("科目", "两侧", "并列", "单行", "清单")
SUBTOTALS = ("小计", "合计")
Codes = Literal["合列", "分列"]
Total = Literal["首行", "末行"]
STYLES = {"codes": get_args(Codes), "total": get_args(Total), "unit": tuple(UNITS)}


class FormColumn(NamedTuple):
    """One column: its 栏次 or name, and the words that stand over it, outermost first."""

    id: str
    path: tuple[str, ...]
    aliases: tuple[tuple[str, ...], ...] = ()

    @property
    def title(self) -> str:
        """The column in words: 决算数/公务接待费."""
        return "/".join(self.path)


class FormRow(NamedTuple):
    """One fixed row: its 行次 (0 for none), its name in addresses, its words and their variants."""

    line: int
    id: str
    label: str
    aliases: tuple[str, ...] = ()


class Side(NamedTuple):
    """A part of a form that has its own labels: 收入 and 支出, or the panels of form 06.

    What it `counts` is no money: vehicles, people. `past` are rows that it had in former years,
    read where it has them and never asked for.
    """

    heading: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...] = ()
    classes: tuple[str, ...] = ()
    counts: bool = False
    past: tuple[FormRow, ...] = ()


class Style(NamedTuple):
    """How a form is written; reading accepts every style."""

    zero: str = ""
    codes: Codes = "合列"
    total: Total = "首行"
    lines: bool = True
    ordinals: bool = True
    unit: str = "万元"


@dataclass(frozen=True)  # without slots: what is worked out once is kept
class Form:
    """One table of an edition; `classification` names the codes its rows are taken from.

    `budget` is which budget its 预算数 usually is where the table does not say; `extra` are columns
    that the table may have besides, read where it has them and never asked for. `since` are the
    years from which on it has a row, a column (栏5) or is there at all (全表). A table beside the
    forms `stands_for` the form whose rows it has among its own, where that has no table.
    """

    id: str
    title: str
    layout: Layout
    sides: tuple[Side, ...]
    aliases: tuple[str, ...] = ()
    classification: str = ""
    equations: tuple[Equation, ...] = ()
    note: str = ""
    empty_note: str = ""
    style: Style = field(default=Style())
    budget: str = ""
    extra: tuple[FormColumn, ...] = ()
    since: Mapping[str, int] = field(default_factory=dict)
    stands_for: str = ""

    @cached_property
    def _columns(self) -> Mapping[str, FormColumn]:
        return {column.id: column for side in self.sides for column in side.columns}

    @cached_property
    def columns(self) -> tuple[FormColumn, ...]:
        """The columns of all sides, each once."""
        return tuple(self._columns.values())

    def column(self, name: str) -> FormColumn | None:
        """The column of that 栏次 or name."""
        return self._columns.get(name)

    @cached_property
    def counted(self) -> frozenset[str]:
        """The rows that are no money."""
        return frozenset(row.id for side in self.sides if side.counts for row in side.rows)

    def unshown(self, columns: Collection[str], rows: Collection[str] = ()) -> tuple[str, ...]:
        """The columns and rows that the table may have besides, and does not have."""
        past = [row.id for side in self.sides for row in side.past if row.id not in rows]
        return (*(column.id for column in self.extra if column.id not in columns), *past)

    def readable(self, name: str) -> FormColumn | None:
        """The column of that name, one that the table may have besides among them."""
        return self.column(name) or next((c for c in self.extra if c.id == name), None)

    def titles(self) -> tuple[str, ...]:
        """All names the table goes by."""
        return (self.title, *self.aliases)


def column(text: str) -> FormColumn:
    """Read `栏次 词/词 | 别名/别名`."""
    name, _, rest = text.strip().partition(" ")
    paths = [tuple(part.strip().split("/")) for part in rest.split("|")]
    if not name or "|" in name or not all(map(all, paths)):
        message = f"栏应写作“栏次 栏名”，而不是“{text}”"
        raise DeclarationError(message)
    return FormColumn(name, paths[0], tuple(paths[1:]))


def row(text: str, names: Mapping[str, str]) -> FormRow:
    """Read `行次 行名 | 表上文字 | 别名`; a code takes its name from the classification."""
    head, *printed = (part.strip() for part in text.split("|"))
    line, _, name = head.partition(" ")
    if not line.isdigit() or not name.strip():
        message = f"行应写作“行次 行名 | 表上文字”，而不是“{text}”"
        raise DeclarationError(message)
    name = name.strip()
    shown = printed[0] if printed else names.get(name, name)
    return FormRow(int(line), name, shown, tuple(printed[1:]))


def _side(data: Mapping[str, Any], names: Mapping[str, str]) -> Side:
    rows, past = (
        tuple(row(line, names) for line in data.get(key, "").splitlines() if line.strip())
        for key in ("rows", "past")
    )
    return Side(
        data.get("heading", ""),
        tuple(column(text) for text in data["columns"]),
        rows,
        tuple(data.get("classes", "").split()),
        data.get("counts", False),
        past,
    )


def _equations(form: str, data: Mapping[str, Any]) -> Iterable[Equation]:
    for text in data.get("equations", ()):
        yield replace(Equation.parse(text, form), within=data.get("within", ""))
    for hint in data.get("expectations", ()):
        slack = Decimal(hint.get("slack", "0"))
        usual = Equation.parse(hint["says"], form, "提示", hint["why"], slack)
        yield replace(usual, explained=hint.get("explained", ""))


def _layout(name: str) -> Layout:
    if name not in LAYOUTS:
        message = f"layout 应为 {'、'.join(LAYOUTS)} 之一，而不是“{name}”"
        raise DeclarationError(message)
    return name


def _style(data: Mapping[str, Any]) -> Style:
    for key, values in STYLES.items():
        if data.get(key, values[0]) not in values:
            message = f"style 的 {key} 应为 {'、'.join(values)} 之一，而不是“{data[key]}”"
            raise DeclarationError(message)
    return Style(**data)


def read_form(name: str, data: Mapping[str, Any], names: Mapping[str, str]) -> Form:
    """A form from its declaration; raises DeclarationError naming the form."""
    try:
        return Form(
            id=name,
            title=data["title"],
            layout=_layout(data["layout"]),
            sides=tuple(_side(side, names) for side in data["side"]),
            aliases=tuple(data.get("aliases", ())),
            classification=data.get("classification", ""),
            equations=tuple(_equations(name, data)),
            note=data.get("note", ""),
            empty_note=data.get("empty_note", ""),
            style=_style(data.get("style", {})),
            budget=data.get("budget", ""),
            extra=tuple(column(text) for text in data.get("extra", ())),
            since=data.get("since", {}),
            stands_for=data.get("stands_for", ""),
        )
    except (DeclarationError, FormulaError, KeyError, TypeError) as error:
        reason = f"缺少 {error}" if isinstance(error, KeyError) else str(error)
        message = f"表 {name} 的声明有误：{reason}"
        raise DeclarationError(message) from error
