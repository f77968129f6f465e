"""Text from data in HTML: it stays text, in an element, in an attribute, in a link of the page."""

from __future__ import annotations

import html
from urllib.parse import quote

from juesuan.publishing.screen import still


def safe(text: str) -> str:
    """A text for an element or an attribute, without what steers a terminal or turns writing."""
    return html.escape(still(text).replace("\ufeff", ""))


def fragment(name: str) -> str:
    """What leads, after #, to that id on the same page; half a character as its number."""
    return quote(still(name).replace("\ufeff", "").encode("utf-8", "backslashreplace"))
