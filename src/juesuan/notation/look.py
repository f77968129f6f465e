"""How a disclosure looks: paper, margins, faces and sizes, declared once for every format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from juesuan.model.disclosure import Align
from juesuan.notation.overlay import DeclarationError, declaration

NEEDED = (
    *(
        "封面年度",
        "封面名称",
        "封面日期",
        "目录标题",
        "目录一级",
        "目录二级",
        "标题1",
        "标题2",
        "标题3",
    ),
    *("正文", "表题", "表内", "表注", "图题", "页码", "草稿"),
)


class Paper(NamedTuple):
    """A paper and its margins, in mm."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


class TextStyle(NamedTuple):
    """How a text is set: `faces` in order of preference, sizes in pt, `indent` in letters."""

    faces: tuple[str, ...]
    size: float
    pitch: float
    align: Align = "left"
    indent: float = 0
    before: float = 0
    after: float = 0
    bold: bool = False


class TableLook(NamedTuple):
    """Tables: over `wide` letters across they lie on a wide page; `line`, `tall` in pt."""

    wide: float
    line: float
    tall: float
    shade: str


class ChartLook(NamedTuple):
    """Charts: size in mm, greys and patterns; a share under `least` per cent has no label."""

    ink: str
    shades: tuple[str, ...]
    patterns: tuple[str, ...]
    width: float
    height: float
    least: float


@dataclass(frozen=True)
class Look:
    """Everything declared about looks."""

    page: Paper
    wide: Paper
    styles: Mapping[str, TextStyle]
    table: TableLook
    chart: ChartLook


@cache
def load_look() -> Look:
    """The looks that are declared; raises DeclarationError."""
    return read_look(declaration("look", "look.toml"))


def read_look(data: Mapping[str, Any]) -> Look:
    """Looks from their declaration; raises DeclarationError for what is missing in it."""
    try:
        styles = {name: _style(one, data["face"]) for name, one in data["style"].items()}
        chart: dict[str, Any] = dict(data["chart"])
        chart.update({key: tuple(chart[key]) for key in ("shades", "patterns")})
        look = Look(
            Paper(**data["page"]),
            Paper(**data["wide"]),
            MappingProxyType(styles),
            TableLook(**data["table"]),
            ChartLook(**chart),
        )
    except (KeyError, TypeError) as error:
        raise DeclarationError(f"look.toml 不完整：{error}") from error
    if missing := [name for name in NEEDED if name not in styles]:
        raise DeclarationError(f"look.toml 缺少这些字的样子：{'、'.join(missing)}")
    return look


def _style(data: Mapping[str, Any], faces: Mapping[str, Any]) -> TextStyle:
    return TextStyle(tuple(faces[data["face"]]), **{k: v for k, v in data.items() if k != "face"})
