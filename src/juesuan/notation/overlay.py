"""The one law of overlays: what a year or a region declares over its base.

Tables merge key by key. Lists of tables that all have an `id` merge by it, new ones at the end.
Any other value replaces; `"key+"` adds to a list. Every key must be one of the `keys.toml` of its
folder: `editions` for the families, `editions/books`, `editions/wording`.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

HOME = files("juesuan.editions")
VERSION = 8
ANY = "*"
ADDS = "+"


class DeclarationError(ValueError):
    """A declaration that contradicts the notation; the message says which and why."""


def overlaid(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """The declarations of a base as an overlay changes them; neither is written to."""
    merged = dict(base)
    for key, value in over.items():
        if key.endswith(ADDS):
            name = key.removesuffix(ADDS)
            if not isinstance(value, list):
                raise DeclarationError(f"“{key}”是往列表里加，应写成 [ … ]，而不是“{value}”")
            merged[name] = [*merged.get(name, ()), *value]
        elif key in merged:
            merged[key] = _merged(merged[key], value)
        else:
            merged[key] = _merged({}, value) if isinstance(value, dict) else value
    return merged


def _merged(base: Any, over: Any) -> Any:  # noqa: ANN401 - TOML values
    if isinstance(base, dict) and isinstance(over, dict):
        return overlaid(base, over)
    if _identified(base) and _identified(over):
        by_id = {item["id"]: item for item in over}
        kept = [overlaid(item, by_id.pop(item["id"], {})) for item in base]
        return [*kept, *by_id.values()]
    return over


def _identified(value: object) -> bool:
    """Whether this is a list of tables with ids."""
    return isinstance(value, list) and all(isinstance(one, dict) and "id" in one for one in value)


def refuse_unknown(data: Mapping[str, Any], source: str, folder: str = "") -> None:
    """Raise DeclarationError for the first key that nothing reads, with the nearest that is."""
    for path, name, allowed in _unknown(data, (), _tree(folder)):
        near = get_close_matches(name.removesuffix(ADDS), sorted(allowed), 1, 0.5)
        meant = f"是否应为“{near[0]}”？" if near else f"这里可写：{'、'.join(sorted(allowed))}"
        where = f"[{'.'.join(path)}] 中的" if path else ""
        raise DeclarationError(f"{source}：{where}“{name}”没有人读。{meant}")


def _unknown(
    data: Mapping[str, Any], path: tuple[str, ...], allowed: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], str, Mapping[str, Any]]]:
    for name, value in data.items():
        below = allowed.get(name.removesuffix(ADDS), allowed.get(ANY))
        if below is None:
            yield path, name, allowed
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield from _unknown(item, (*path, name), below)


def keys_text(folder: str = "") -> str:
    """The page of keys of a folder, with its headings as comments."""
    return HOME.joinpath(folder, "keys.toml").read_text("utf-8")


@cache
def rules_version() -> str:
    """A digest of all declarations: the same text of the rules, the same version."""
    digest = hashlib.sha256()
    for name, text in sorted(_texts(HOME, "")):
        digest.update(f"{name}\n{len(text)}\n".encode() + text)
    return digest.hexdigest()[:VERSION]


def _texts(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """Every file of declarations with its path, compiled ones left out."""
    for item in folder.iterdir():
        name = f"{path}/{item.name}"
        if item.is_dir():
            yield from _texts(item, name)
        elif item.name.endswith((".toml", ".csv")):
            yield name, item.read_bytes().replace(b"\r\n", b"\n")


def declaration(folder: str, name: str) -> dict[str, Any]:
    """A file of declarations that has no overlays; raises DeclarationError."""
    source = f"{folder}/{name}"
    data = toml(HOME.joinpath(folder, name).read_text("utf-8"), source)
    refuse_unknown(data, source, folder)
    return data


def toml(text: str, source: str) -> dict[str, Any]:
    """What a file declares; raises DeclarationError naming it."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DeclarationError(f"{source}：不是 TOML：{error}") from error


@cache
def keys(folder: str = "") -> Mapping[str, str]:
    """Every key of the declarations of a folder by its path, and what it says."""
    meanings: dict[str, str] = tomllib.loads(keys_text(folder))
    return meanings


@cache
def _tree(folder: str) -> Mapping[str, Any]:
    tree: dict[str, Any] = {}
    for path in keys(folder):
        place = tree
        for part in path.split("."):
            place = place.setdefault(part, {})
    return tree
