"""Name, year and kind of a disclosure from its first lines, as sites and covers print them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from juesuan.notation.edition import cover_words
from juesuan.reading.cover import Cover, read_cover
from juesuan.sources.open import open_document

PAGES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("title_pages.toml").read_text("utf-8")
)["page"]
BEHIND = "本年支出合计770.00万元，其中：基本支出480.00万元，占62.34%。\n"


def cover(text: str, name: str = "文.md") -> Cover:
    lines = "\n\n".join(text.strip().splitlines())
    return read_cover(open_document(name, f"{lines}\n\n{BEHIND}".encode()), cover_words())


@pytest.mark.parametrize("page", PAGES, ids=[page["place"] for page in PAGES])
def test_a_title_page_is_read(page: dict[str, Any]) -> None:
    """Exactly: no breadcrumb, no date of the site, no publisher."""
    read = cover(page["text"])
    told = read.department, read.year, read.document.id
    assert told == (page["department"], page["year"], page["kind"])
