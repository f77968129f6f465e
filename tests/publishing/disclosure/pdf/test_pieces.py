"""A disclosure as data for the template: what goes with what, in which style."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.making.disclosures import disclosure
from tests.making.typeset import COVER, rows

from juesuan.model.disclosure import Block, Contents, Heading, Text
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.pdf.faces import Faces
from juesuan.publishing.disclosure.pdf.lettering import Lettering
from juesuan.publishing.disclosure.pdf.pieces import document, tracking

LOOK = load_look()
PART, TITLE = Heading(1, "第一部分", "a"), Heading(2, "一、表", "b")


def pieces(*blocks: Block) -> list[dict[str, Any]]:
    made = replace(disclosure(), blocks=blocks)
    listed: list[dict[str, Any]] = document(made, LOOK, Lettering(LOOK, Faces()))["pieces"]
    return listed


def test_a_heading_right_above_a_table_goes_with_it() -> None:
    kinds = [(piece["kind"], piece.get("heading")) for piece in pieces(TITLE, rows(3), rows(3))]
    assert [kind for kind, _ in kinds] == ["table", "table"]
    assert [heading and heading["style"] for _, heading in kinds] == ["表题", None]


@pytest.mark.parametrize(
    "after, alone",
    [
        ((rows(3),), True),
        ((TITLE, rows(3)), True),
        ((TITLE, Text(("文",))), False),
        ((Text(("文",)), rows(3)), False),
        ((), False),
    ],
)
def test_a_part_that_begins_with_a_table_has_a_page_of_its_own(
    after: tuple[Block, ...],
    alone: bool,  # noqa: FBT001 - a table of cases
) -> None:
    assert pieces(PART, *after)[0]["alone"] is alone


def test_no_level_of_the_outline_is_left_out() -> None:
    headings = [Heading(level, "题", str(i)) for i, level in enumerate((3, 1, 3, 2, 3, 1, 2))]
    assert [piece["level"] for piece in pieces(*headings)] == [1, 1, 2, 2, 3, 1, 2]
    assert [piece["style"] for piece in pieces(*headings)][:3] == ["标题3", "标题1", "标题3"]


def test_every_kind_of_block_has_its_piece() -> None:
    kinds = [piece["kind"] for piece in pieces(COVER, Contents("目录"), Text(("文",)))]
    assert kinds == ["cover", "contents", "text"]


def test_letters_stand_closer_only_by_a_hair() -> None:
    style = LOOK.styles["正文"]
    assert -0.22 < tracking(style, LOOK.page) < -0.2
    assert tracking(style, LOOK.page._replace(left=124)) == 0
