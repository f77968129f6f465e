"""Workbooks as documents: whole ones in every format, what is hidden, what is no workbook."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from tests.making.office import converted
from tests.making.old_workbooks import HIDDEN, VISIBLE, Rows, old_workbook, ole
from tests.making.saved_workbooks import saved_as_html, saved_as_xml
from tests.making.workbooks import odf, set_as_sheets, workbook

from juesuan.auditing import examine
from juesuan.model.finding import Finding
from juesuan.model.page import Grid, Limits, Line, Unreadable
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.sources.workbook import read_workbook
from juesuan.sources.workbook.worksheet import Display, Worksheet
from juesuan.sources.workbook.xlsx import read_xlsx
from juesuan.tasks.read import read_document

HOME = Path(__file__).parents[3] / "examples" / "disclosure"
AMOUNT = re.compile(r"(\d)(\d)(\.\d\d )")
ROWS: Rows = [["支出决算表"], ["项目", "金额"], ["合计", 5066.8347]]

TOGETHER = [False, True]


def text(name: str) -> bytes:
    """An example as a text that marks no headings, as no workbook does."""
    return re.sub("(?m)^#+ ", "", (HOME / name).read_text("utf-8")).encode()


def in_sheets(data: bytes, *, together: bool) -> bytes:
    return set_as_sheets(open_document("甲.md", data), together=together)


def read(data: bytes, name: str = "甲.xlsx") -> Reading:
    return read_document(open_document(name, data))


def findings(data: bytes, name: str = "甲.xlsx") -> list[Finding]:
    """The errors and remarks on a document."""
    reading = read(data, name)
    audited = examine(reading, load(reading.meta.edition)).findings
    return [finding for finding in audited if finding.severity in ("错误", "提示")]


def messages(data: bytes, name: str = "甲.xlsx") -> list[tuple[str, str, str]]:
    return [(f.severity, f.rule, f.message) for f in findings(data, name)]


@pytest.mark.parametrize("together", TOGETHER)
def test_a_workbook_gives_the_facts_of_the_same_document_as_text(*, together: bool) -> None:
    texts = read(text("clean.md"), "甲.md").facts
    sheets = read(in_sheets(text("clean.md"), together=together)).facts
    assert {a: (f.value, f.half, f.unit) for a, f in sheets.items()} == {
        a: (f.value, f.half, f.unit) for a, f in texts.items()
    }
    assert {i: f.state for i, f in sheets.forms.items()} == {
        i: f.state for i, f in texts.forms.items()
    }


@pytest.mark.parametrize("together", TOGETHER)
def test_without_frames_only_rows_of_blank_tables_may_be_missing(*, together: bool) -> None:
    document = open_document("甲.md", text("clean.md"))
    texts = read_document(document).facts
    sheets = read(set_as_sheets(document, together=together, ruled=False)).facts
    assert set(sheets) <= set(texts)
    assert {a: f.value for a, f in sheets.items()} == {a: texts[a].value for a in sheets}
    blank = {name for name, form in texts.forms.items() if form.state == "empty"}
    assert {address.form for address in set(texts) - set(sheets)} <= blank
    assert {i: f.state for i, f in sheets.forms.items()} == {
        i: f.state for i, f in texts.forms.items()
    }


@pytest.mark.law
@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_what_another_program_saves_gives_the_same_facts(kind: str, tmp_path: Path) -> None:
    ours = in_sheets(text("clean.md"), together=False)
    facts = read(converted({"甲.xlsx": ours}, kind, tmp_path)["甲.xlsx"]).facts
    before = read(ours).facts
    assert {a: (f.value, f.half, f.printed) for a, f in facts.items()} == {
        a: (f.value, f.half, f.printed) for a, f in before.items()
    }


def test_a_consistent_workbook_raises_no_error() -> None:
    sheets = in_sheets(text("clean.md"), together=False)
    assert messages(sheets) == messages(text("clean.md"), "甲.md")
    assert "错误" not in {severity for severity, _, _ in messages(sheets)}


@pytest.mark.parametrize("together", TOGETHER)
def test_what_was_planted_is_found_as_in_the_text_and_nothing_else(*, together: bool) -> None:
    planted = text("disclosure.md")
    sheets = in_sheets(planted, together=together)
    assert messages(sheets) == messages(planted, "甲.md")
    assert all(place.cell and place.part for f in findings(sheets) for place, _ in f.places)


@pytest.mark.parametrize("saved", [saved_as_xml, saved_as_html])
def test_what_older_programs_save_says_the_same(
    saved: Callable[[Sequence[Worksheet]], bytes],
) -> None:
    sheets = in_sheets(text("disclosure.md"), together=False)
    made = saved(read_xlsx(sheets, Limits()).sheets)
    assert [(f.message, f.places) for f in findings(made, "甲.xls")] == [
        (f.message, f.places) for f in findings(sheets)
    ]


def test_one_digit_is_the_same_finding_as_in_the_text() -> None:
    """A digit of an amount in 支出决算表."""
    lines = text("clean.md").decode().split("\n")
    title = lines.index("支出决算表")
    at = next(n for n, line in enumerate(lines) if n > title and AMOUNT.search(line))
    lines[at] = AMOUNT.sub(lambda m: f"{m[1]}{(int(m[2]) + 5) % 10}{m[3]}", lines[at], count=1)
    wrong = "\n".join(lines).encode()
    in_text = messages(wrong, "甲.md")
    assert "错误" in {severity for severity, _, _ in in_text}
    assert messages(in_sheets(wrong, together=False)) == in_text


def document(data: bytes) -> list[list[str | list[str]]]:
    """The blocks of each page, as texts."""
    return [
        [
            block.text if isinstance(block, Line) else [cell.text for cell in block.cells]
            for block in page.blocks
        ]
        for page in open_document("甲", data).pages
    ]


SAME = ["支出决算表", ["项目", "金额", "合计", "5,066.83"]]
IN_ODS = (
    '<office:body><office:spreadsheet><table:table table:name="甲">'
    "<table:table-row><table:table-cell><text:p>支出决算表</text:p></table:table-cell></table:table-row>"
    "<table:table-row><table:table-cell><text:p>项目</text:p></table:table-cell>"
    "<table:table-cell><text:p>金额</text:p></table:table-cell></table:table-row>"
    "<table:table-row><table:table-cell><text:p>合计</text:p></table:table-cell>"
    '<table:table-cell office:value="5066.8347"><text:p>5,066.83</text:p></table:table-cell>'
    "</table:table-row></table:table></office:spreadsheet></office:body>"
)
SHEET = Worksheet(
    "甲",
    cells={
        (0, 0): Display("支出决算表"),
        (1, 0): Display("项目"),
        (1, 1): Display("金额"),
        (2, 0): Display("合计"),
        (2, 1): Display("5,066.83", "5066.8347"),
    },
)
FORMATS = {
    "xlsx": workbook({"甲": ROWS}, ruled=True, code="#,##0.00"),
    "xls": old_workbook([("甲", VISIBLE, ROWS)]),
    "ods": odf(IN_ODS),
    "xml": saved_as_xml([SHEET]),
    "html": saved_as_html([SHEET]),
}
PACKED = ("xlsx", "ods")


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_gives_the_same_page(kind: str) -> None:
    assert document(FORMATS[kind]) == [SAME]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_cell_keeps_what_it_stores(kind: str) -> None:
    (page,) = open_document("甲", FORMATS[kind]).pages
    grid = page.blocks[1]
    assert isinstance(grid, Grid)
    assert grid.cells[3].exact == "5066.8347"


def hiding(*, sheet: bool = False) -> bytes:
    """A workbook that hides a row and a column, and maybe a sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        first = book.add_worksheet("公开03")
        for at, row in enumerate(ROWS):
            first.write_row(at, 0, row)
        first.set_row(1, None, None, {"hidden": True})
        first.set_row(9, None, None, {"hidden": True})
        first.set_column("B:D", None, None, {"hidden": True})
        if sheet:
            second = book.add_worksheet("底稿")
            second.write(0, 0, "x")
            second.hide()
    return file.getvalue()


def test_what_a_sheet_hides_is_read_and_told() -> None:
    made = read_workbook("甲", hiding(), Limits())
    assert [(unseen.words, unseen.read) for unseen in made.unseen] == [
        ("“公开03”第 2 行是隐藏的（或被筛选掉了）", True),
        ("“公开03”第 2 列是隐藏的（或被筛选掉了）", True),
    ]


def test_a_hidden_sheet_is_not_read_and_told() -> None:
    made = read_workbook("甲", hiding(sheet=True), Limits())
    assert len(made.pages) == 1
    assert [unseen.place.part for unseen in made.unseen if not unseen.read] == ["底稿"]
    assert "x" in made.aside.texts


def test_a_workbook_without_anything_to_see_is_refused() -> None:
    with pytest.raises(Unreadable, match="没有可读的内容"):
        read_workbook("甲", old_workbook([("甲", VISIBLE, []), ("乙", HIDDEN, ROWS)]), Limits())


@pytest.mark.parametrize(
    "data, words",
    [
        (ole(b"x", "EncryptedPackage"), "去掉密码"),
        (ole(b"x", "WordDocument"), "旧版 DOC"),
        (ole(b"x", "Other"), "旧版 DOC"),
        (b"PK\x03\x04", "文件已损坏"),
        (workbook({"甲": [["x"]]})[:-30], "文件已损坏"),
    ],
)
def test_what_is_no_workbook_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_workbook("甲", data, Limits())


@pytest.mark.parametrize("text", ["秘密★10年", "机密★"])
def test_a_marking_is_found_wherever_it_stands(text: str) -> None:
    hidden = old_workbook([("甲", VISIBLE, ROWS), ("乙", HIDDEN, [[text]])])
    for data in (workbook({"甲": [*ROWS, [text]]}), hidden, old_workbook([(text, VISIBLE, ROWS)])):
        with pytest.raises(Unreadable, match="国家秘密"):
            open_document("甲.xlsx", data)


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    file = io.BytesIO(workbook({"甲": ROWS}))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", bytes(2**26))
    with pytest.raises(Unreadable, match="压缩比异常"):
        read_workbook("甲", file.getvalue(), Limits())


def damaged(data: bytes, luck: random.Random) -> bytes:
    """The same file with some bytes changed, or cut."""
    wrong = bytearray(data)
    for _ in range(luck.randint(1, 12)):
        wrong[luck.randrange(len(wrong))] = luck.randrange(256)
    return bytes(wrong[: luck.choice((len(wrong), luck.randrange(8, len(wrong))))])


def inside(data: bytes, luck: random.Random) -> bytes:
    """The same archive with damage within one of its parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        chosen = luck.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, damaged(part, luck) if name == chosen and len(part) > 9 else part)
    return file.getvalue()


def try_damage(data: bytes, kind: str, times: int) -> None:
    """Every damaged file is read or refused in words."""
    reasons: set[str] = set()
    for seed in range(times):
        luck = random.Random(seed)  # noqa: S311 - no secret
        wrong = inside(data, luck) if kind in PACKED and seed % 2 else damaged(data, luck)
        try:
            assert open_document("甲", wrong, Limits()).pages
        except Unreadable as refused:
            reasons.add(str(refused))
    assert all(reasons)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_damaged_file_is_read_or_refused(kind: str) -> None:
    try_damage(FORMATS[kind], kind, 40)


@pytest.mark.law
@pytest.mark.parametrize("kind", FORMATS)
def test_many_damaged_files_are_read_or_refused(kind: str) -> None:
    try_damage(FORMATS[kind], kind, 1000)


@pytest.mark.law
def test_many_damaged_files_of_whole_size_are_read_or_refused() -> None:
    try_damage(in_sheets(text("clean.md"), together=False), "xlsx", 300)
