"""The file of cards, editions/cards.toml: layouts, words, scoring profiles, units."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@cache
def declaration() -> Mapping[str, Any]:
    """The declarations as they stand in the file."""
    text = files("juesuan.editions").joinpath("cards.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))
