"""Pictures of pages: what was read stands where it was read, labels do not hang on a font."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageFont
from tests.making.pdf import HEIGHT, TABLE, TURNS, WIDTH, grids, pdf, read

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.draw import draw


@pytest.mark.parametrize("rotate", [0, 90])
@pytest.mark.parametrize("asked", ["/Rotate", "content"])
def test_pages_are_drawn_as_they_were_read(tmp_path: Path, rotate: int, asked: str) -> None:
    size = f"{HEIGHT} {WIDTH}" if rotate % 180 else f"{WIDTH} {HEIGHT}"
    data = pdf(
        f"{TURNS[rotate]} {TABLE}",
        rotate=rotate if asked == "/Rotate" else 0,
        extra=f"/MediaBox [0 0 {size}]",
    )
    document = read(data)
    cell = grids(document)[0].cells[-1].place.box
    assert cell is not None
    (path,) = draw(data, document, tmp_path, {1: [(cell, "#ff0000", "错误")]})
    assert path.name == "page-001.png"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["page-001.png", "page-001.txt"]
    assert path.with_suffix(".txt").read_text("utf-8") == "#1  错误\n"
    with Image.open(path) as picture:
        assert picture.size == (2 * WIDTH, 2 * HEIGHT)
        assert picture.getpixel((round(2 * cell.x0), round(cell.y0 + cell.y1))) == (255, 0, 0)
        within = picture.crop(tuple(round(2 * edge) for edge in cell)).convert("L")  # type: ignore[arg-type]
        assert any(within.histogram()[:100]), "the number stands within its mark"


def test_labels_do_not_depend_on_a_font_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object, **__: object) -> None:
        raise AssertionError("a font of the machine was asked for")

    data = pdf(TABLE)
    document = read(data)
    box = grids(document)[0].cells[-1].place.box
    assert box is not None
    marks = {1: [(box, "#ff0000", "03:2010301:2"), (box, "#ff0000", "01:合计:1")]}
    monkeypatch.setattr(ImageFont, "load_path", asked)
    (path,) = draw(data, document, tmp_path, marks)
    assert path.with_suffix(".txt").read_text("utf-8") == "#1  01:合计:1\n"


def test_a_page_too_large_to_draw_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    data = pdf(TABLE)
    document = read(data)
    with pytest.raises(Unreadable, match="第 1 页幅面过大"):
        draw(data, document, tmp_path / "图", {}, Limits(pixels=4 * WIDTH * HEIGHT - 1))
    assert [*(tmp_path / "图").iterdir()] == []
    assert draw(data, document, tmp_path / "图", {}, Limits(pixels=4 * WIDTH * HEIGHT))


def test_a_page_without_marks_has_its_picture_only(tmp_path: Path) -> None:
    data = pdf(TABLE)
    (path,) = draw(data, read(data), tmp_path, {2: []})
    assert [each.name for each in tmp_path.iterdir()] == ["page-001.png"]
    with Image.open(path) as picture:
        assert len(picture.getcolors(1 << 16) or ()) > 3, "lines, cells and rules are drawn"
