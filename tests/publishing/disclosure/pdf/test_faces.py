"""Faces: those of a folder first, nothing of the machine, no sign that is not there."""

from __future__ import annotations

import shutil
from pathlib import Path
from unittest.mock import patch

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from tests.making.disclosures import disclosure

from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.not_set import NotSet
from juesuan.publishing.disclosure.pdf import write_pdf
from juesuan.publishing.disclosure.pdf.faces import TITLE, Faces

SERIF = ("Noto Serif SC",)


def font(path: Path, family: str, signs: str, advance: int = 500) -> None:
    """A font of squares that has a few signs."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 400), (400, 400), (400, 0)):
        pen.lineTo(corner)
    pen.closePath()
    names = [".notdef", *(f"g{ord(sign)}" for sign in signs)]
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord(sign): f"g{ord(sign)}" for sign in signs})
    made.setupGlyf(dict.fromkeys(names, pen.glyph()))
    made.setupHorizontalMetrics(dict.fromkeys(names, (advance, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable(
        {"familyName": family, "styleName": "Regular", "fullName": family, "psName": family}
    )
    made.setupOS2()
    made.setupPost()
    made.save(path)


def test_what_comes_along_has_every_common_character() -> None:
    common = "".join(
        bytes((high, low)).decode("gb2312", "ignore")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
    )
    assert len(common) == 6763
    for family in ("Noto Serif SC", "Noto Sans SC", "Noto Serif SC Title"):
        assert Faces().lacking(common + "0123456789.,%()-—《》“”〔〕①≥", (family,)) is None


def test_a_face_of_the_folder_comes_first(tmp_path: Path) -> None:
    font(tmp_path / "office.ttf", "仿宋_GB2312", "档案")
    faces, wished = Faces(tmp_path), load_look().styles["正文"].faces
    assert faces.stack(wished) == ("仿宋_GB2312", "Noto Serif SC")
    assert Faces().stack(wished) == SERIF
    assert faces.width("档", faces.stack(wished)) == 0.5
    assert faces.width("馆", faces.stack(wished)) == 1.0


def test_a_document_is_set_in_the_face_of_the_folder(tmp_path: Path) -> None:
    font(tmp_path / "office.ttf", "FangSong", "（一）收集、整理保管本区档案；")
    data = write_pdf(disclosure(), load_look(), tmp_path)
    assert b"FangSong" in data
    assert b"FangSong" not in write_pdf(disclosure(), load_look())


def test_a_sign_is_there_where_every_weight_of_its_family_has_it(tmp_path: Path) -> None:
    font(tmp_path / "light.ttf", "某宋", "甲乙")
    font(tmp_path / "bold.ttf", "某宋", "甲")
    assert Faces(tmp_path).lacking("甲乙", ("某宋",)) == "乙"
    assert Faces(tmp_path).lacking("甲乙", ("某宋", *SERIF)) is None


@pytest.mark.parametrize("sign", ["\ue000", "\ud800", "𪚥", "ع"])
def test_what_no_face_has_is_lacking(sign: str) -> None:
    assert Faces().lacking(f"甲{sign}乙", SERIF) == sign


def test_a_private_sign_is_none_even_where_a_face_has_it(tmp_path: Path) -> None:
    font(tmp_path / "private.ttf", "某宋", "甲\ue000")
    assert Faces(tmp_path).lacking("甲\ue000", ("某宋",)) == "\ue000"


def test_no_family_at_hand_is_an_error() -> None:
    with pytest.raises(NotSet, match="楷体_GB2312"):
        Faces().stack(("楷体_GB2312",))


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotSet, match="没有"):
        Faces(tmp_path / "没有")


def test_what_is_no_font_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0 no font")
    shutil.copy(TITLE / "OFL.txt", tmp_path)
    assert Faces(tmp_path).stack(SERIF) == SERIF


def test_the_title_face_has_its_licence_beside_it() -> None:
    assert "SIL OPEN FONT LICENSE" in (TITLE / "OFL.txt").read_text("utf-8").upper()
    assert (TITLE / "NotoSerifSC-Title.ttf").stat().st_size < 3_500_000


def test_a_font_that_only_half_can_be_read_is_named(tmp_path: Path) -> None:
    font(tmp_path / "half.ttf", "某宋", "甲")
    with TTFont(tmp_path / "half.ttf") as made:
        del made["hmtx"]
        made.save(tmp_path / "other.ttf")
    (tmp_path / "half.ttf").unlink()
    with pytest.raises(NotSet, match=r"“other\.ttf”读不懂"):
        Faces(tmp_path).lacking("甲", ("某宋",))


def test_fonts_that_no_style_asks_for_are_never_looked_into(tmp_path: Path) -> None:
    font(tmp_path / "half.ttf", "某宋", "甲")
    with patch("juesuan.publishing.disclosure.pdf.faces.TTFont", side_effect=AssertionError):
        assert Faces(tmp_path).stack(("某宋", *SERIF)) == ("某宋", *SERIF)
