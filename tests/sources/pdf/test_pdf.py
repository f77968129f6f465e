"""Reading PDF: real documents against a second reader, made pages against what was drawn."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pdfplumber
import pytest
from tests.making.pdf import (
    HEIGHT,
    TABLE,
    TURNS,
    WIDTH,
    file_of,
    grids,
    lines,
    pdf,
    read,
    say,
    stream,
    table,
)

from juesuan.model.page import Grid, Limits, Line, Unreadable
from juesuan.sources.pdf import read_pdf

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT.parent / "shared" / "samples"
PUTUO = SAMPLES / "shanghai-putuo-finance-2024.pdf"
TEMPLATE = SAMPLES / "shanghai-template-2024.pdf"
EXAMPLE = ROOT / "examples" / "disclosure" / "disclosure.pdf"

# Real documents -------------------------------------------------------------------------------


def real(path: Path) -> bytes:
    if not path.exists():
        pytest.skip(f"{path.parent.name}/{path.name} is not here")
    return path.read_bytes()


def squeezed(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


@pytest.mark.parametrize("path", [PUTUO, TEMPLATE, EXAMPLE], ids=lambda path: path.stem)
def test_a_second_reader_finds_the_same_cells(path: Path) -> None:
    data = real(path)
    document = read(data)
    seen = 0
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page, other in zip(document.pages, pdf.pages, strict=True):
            ours = [block for block in page.blocks if isinstance(block, Grid)]
            theirs = other.extract_tables()
            assert [(each.height, each.width) for each in ours] == [
                (len(each), len(each[0])) for each in theirs
            ], page.number
            assert [squeezed(c.text) for grid in ours for c in grid.cells if squeezed(c.text)] == [
                squeezed(text) for rows in theirs for row in rows for text in row if squeezed(text)
            ], page.number
            seen += len(ours)
    assert seen >= 11


@pytest.mark.parametrize("path", [PUTUO, TEMPLATE, EXAMPLE], ids=lambda path: path.stem)
def test_no_character_is_lost_or_read_twice(path: Path) -> None:
    data = real(path)
    document = read(data)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page, other in zip(document.pages, pdf.pages, strict=True):
            ours = "".join(
                block.text if isinstance(block, Line) else "".join(c.text for c in block.cells)
                for block in page.blocks
            )
            theirs = "".join(each["text"] for each in other.chars)
            assert sorted(squeezed(ours)) == sorted(squeezed(theirs)), page.number


def test_digits_stay_in_their_sentence() -> None:
    document = read(real(PUTUO))
    text = "\n".join(lines(document))
    assert (
        "收入支出总计2995.39万元。与2023年度相比，收入\n支出总计减少56.95万元，下降1.87%。" in text
    )
    assert "平均得分99.43分（其中，绩效评级为" in text
    assert not re.search(r"^[\d.,% ]+$", text, re.MULTILINE), "a number alone was torn out"


def test_numbers_near_an_upper_rule_stay_in_their_row() -> None:
    document = read(real(PUTUO))
    (grid,) = (block for block in document.pages[9].blocks if isinstance(block, Grid))
    rows = {row[3]: row[4:7] for row in table(grid)}
    assert rows["合计"] == ["2,940.05", "2,336.91", "603.14"]
    assert rows["行政运行"] == ["1,511.89", "1,503.52", "8.37"]
    assert rows["财政委托业务支出"] == ["449.52", "", "449.52"]
    assert rows["机关事业单位基本养老保险缴费支出"] == ["160.75", "160.75", ""]


def test_ruled_rows_without_text_are_kept() -> None:
    document = read(real(PUTUO))
    assert [(each.height, each.width) for each in grids(document) if each.place.page == 14] == [
        (1, 7)
    ]


# Turned and placed pages ----------------------------------------------------------------------


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("asked", ["/Rotate", "content"])
def test_a_turned_page_reads_as_the_upright_one(rotate: int, asked: str) -> None:
    upright = read(pdf(TABLE))
    size = f"{HEIGHT} {WIDTH}" if rotate % 180 else f"{WIDTH} {HEIGHT}"
    data = pdf(
        f"{TURNS[rotate]} {TABLE}",
        rotate=rotate if asked == "/Rotate" else 0,
        extra=f"/MediaBox [0 0 {size}]",
    )
    assert read(data).pages == upright.pages
    assert upright.pages[0].width == WIDTH


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_crop_box_moves_the_origin(rotate: int) -> None:
    size = (HEIGHT, WIDTH) if rotate % 180 else (WIDTH, HEIGHT)
    box = f"/MediaBox [0 0 1000 1000] /CropBox [70 130 {70 + size[0]} {130 + size[1]}]"
    beyond = say(-60, 20, "页外的字")
    data = pdf(f"1 0 0 1 70 130 cm {TURNS[rotate]} {TABLE} {beyond}", rotate=rotate, extra=box)
    assert read(data).pages == read(pdf(TABLE)).pages


def test_forms_within_forms_stand_where_they_are_drawn() -> None:
    box = "/Type /XObject /Subtype /Form /BBox [-9999 -9999 9999 9999]"
    inner = stream(f"{box} /Matrix [2 0 0 2 10 20]", f"0.5 0 0 0.5 -5 -10 cm {TABLE}")
    outer = stream(f"{box} /Matrix [0.5 0 0 0.5 0 0]", "q 2 0 0 2 40 -60 cm /X0 Do Q")
    data = pdf("q 1 0 0 1 -20 30 cm /X1 Do Q", forms=[inner, outer])
    assert read(data).pages == read(pdf(TABLE)).pages


def test_turned_and_slanted_text_is_neither_lost_nor_mixed_in() -> None:
    side = say(20, 100, "侧面文字", 10, "0 1 -1 0")
    watermark = say(180, 190, "样本", 40, "0.7 0.7 -0.7 0.7")
    document = read(pdf(TABLE + side + watermark))
    assert table(grids(document)[0]) == [["项目", "决算数"], ["总计", "2,995.39"]]
    assert sorted(lines(document)) == sorted(["收入支出决算总表", "侧面文字", "样本"])


# What cannot be read --------------------------------------------------------------------------

IMAGE = "300 0 0 200 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI"
NO_PAGES = file_of(["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [] /Count 0>>"], "")
LOCKED = f"/Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}>>>"


@pytest.mark.parametrize(
    "data, says",
    [
        (b"", "0 字节"),
        (b"PK\x03\x04 not a PDF", "不是 PDF"),
        (b"%PDF-1.7\n" + b"garbage " * 99, "已损坏"),
        (pdf(TABLE)[:-300], "不完整"),
        (pdf(TABLE, trailer=f"{LOCKED} /ID [<00> <00>]"), "已加密，需要密码"),
        (NO_PAGES, "没有页面"),
        (pdf(IMAGE), "扫描件没有文字层（共 1 页，仅图片）"),
        (pdf("0 0 m"), "没有文字"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)) as refused:
        read(data)
    assert "；请" in str(refused.value)


@pytest.mark.parametrize(
    "limits", [Limits(bytes=100), Limits(pages=0), Limits(cells=5), Limits(cells=25)]
)
def test_limits_are_kept(limits: Limits) -> None:
    with pytest.raises(Unreadable, match="超过"):
        read_pdf("made.pdf", pdf(TABLE), limits)


def test_more_rules_than_can_be_compared_are_refused() -> None:
    rows = "".join(f"0 {y} m {WIDTH} {y} l " for y in range(5, 295, 10))
    columns = "".join(f"{x} 0 m {x} {HEIGHT} l " for x in range(5, 395, 10))
    with pytest.raises(Unreadable, match="表格线过多"):
        read_pdf("made.pdf", pdf(f"{rows} {columns} S {say(50, 50, '字')}"), Limits(cells=500))


def test_many_segments_take_time_in_proportion() -> None:
    content = "".join(
        f"{i % 380} {i // 380 % 280} m {i % 380 + 6} {i // 380 % 280} l S " for i in range(50_000)
    )
    assert lines(read(pdf(content + say(50, 290, "图表")))) == ["图表"]
