"""A folder that `prepare` wrote, read back with distrust: it may be damaged, or another's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, get_args

from juesuan.model.accounts import Rounding
from juesuan.notation.edition_folders import regions, years

MOST = 256 * 2**20  # bytes of a JSON file of ours
AGAIN = "请用 juesuan prepare 重新编制"


class Untraceable(ValueError):
    """A cell that is not in the folder or not of the ledger; the message says which."""


class Manifest(NamedTuple):
    """What the folder says of itself; `units` names the files of each unit by its code."""

    edition: str
    practice: Mapping[str, str]
    units: Mapping[str, str]
    rounding: Rounding
    draft: bool


def manifest(home: Path) -> Manifest:
    """What a folder says of itself; Untraceable where it is damaged or another program's."""
    fields = content(home / "manifest.json", dict)
    edition, practice, units = (fields.get(name) for name in ("edition", "practice", "units"))
    rounding = fields.get("rounding")
    whole = isinstance(edition, str) and _texts(practice) and _texts(units)
    if not whole or rounding not in get_args(Rounding):
        raise Untraceable(f"“{home.name}”的 manifest.json 残缺，或不是 juesuan 写的：{AGAIN}")
    year, _, region = edition.partition("-")
    if year not in map(str, years()) or region not in ("", *regions()):
        raise Untraceable(f"“{home.name}”是按没有的版本“{edition[:40]}”编的：{AGAIN}")
    return Manifest(edition, practice, units, rounding, "draft" in fields)


def _texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def content(file: Path, kind: type) -> Any:  # noqa: ANN401 - whatever stands in a JSON file
    """What stands in a JSON file of ours; Untraceable where it is not what it was written as."""
    if not file.is_file():
        raise Untraceable(f"缺少 {file.name}，或它不是普通文件：{AGAIN}")
    if file.stat().st_size > MOST:
        raise Untraceable(f"{file.name} 过大，不是 juesuan 写的：{AGAIN}")
    try:
        value = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise Untraceable(f"{file.name} 打不开：请检查权限") from error
    except (ValueError, RecursionError) as error:
        raise Untraceable(f"{file.name} 已损坏：{AGAIN}") from error
    if not isinstance(value, kind):
        raise Untraceable(f"{file.name} 残缺，或不是 juesuan 写的：{AGAIN}")
    return value


def unit_natures(home: Path) -> dict[str, str]:
    """The nature of every unit by its code, as the books gave it."""
    with sound("texts.json"):
        rows = content(home / "texts.json", dict)["tables"]["unit"]
        return {str(row["unit_code"]): str(row["nature"]) for row in rows}


@contextmanager
def sound(name: str) -> Iterator[None]:
    """Wrong keys and values of a file of ours; raises Untraceable for what only damage explains."""
    try:
        yield
    except Untraceable:
        raise
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise Untraceable(f"{name} 残缺，或不是 juesuan 写的：{AGAIN}") from error
