"""A page of the desk: one template, one style and one script, allowed by their hashes alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib.resources import files
from string import Template
from urllib.parse import quote

from juesuan.publishing.markup import Html, element, escaped

HOME = files("juesuan.publishing.desk")
PARTS = (("style", "css"), ("script", "js"))


def filled(name: str, fields: Mapping[str, str]) -> str:
    """The page of a name with its fields, which are texts or HTML of our own."""
    texts = {part: HOME.joinpath(f"{name}.{kind}").read_text("utf-8") for part, kind in PARTS}
    policy = {f"{part}_hash": _hash(text) for part, text in texts.items()}
    whole = {**fields, **policy, **{part: Html(text) for part, text in texts.items()}}
    page = Template(HOME.joinpath(f"{name}.html").read_text("utf-8"))
    return page.substitute({part: escaped(text) for part, text in whole.items()})


def beside(file: str, words: str) -> Html:
    """Words that lead to a file in the same folder."""
    return element("a", words, href=f"./{quote(file.encode('utf-8', 'backslashreplace'))}")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
