"""Books marked as state secrets are refused: names, sheets, heads and every word of a workbook."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from tests.making.books_written import SCHEMA, taken_as

from juesuan.books import BooksError, open_books
from juesuan.model.page import Unreadable
from juesuan.secrecy.account_books import CHUNK, HEAD_ROWS, refuse_head, refuse_names, refuse_parts
from juesuan.secrecy.document import MARKED
from juesuan.tasks.prepare import year_of

BOOKS = Path(__file__).parents[2] / "examples" / "lixia-2023" / "books"


def copied(folder: Path) -> Path:
    home = folder / "books"
    shutil.copytree(BOOKS, home)
    return home


def books_refused(path: Path) -> bool:
    try:
        year_of(path)
    except BooksError as error:
        return [MARKED in str(problem) for problem in error.problems] == [True]
    return False


def books_marked(path: Path) -> bool:
    """The same for all rows; other problems of theirs count for nothing here."""
    try:
        open_books(path, SCHEMA)
    except BooksError as error:
        return any(MARKED in str(problem) for problem in error.problems)
    return False


def test_ordinary_books_are_read(tmp_path: Path) -> None:
    home = copied(tmp_path)
    (home / "说明.txt").write_text("保守国家秘密", "utf-8")
    assert not books_refused(home)


@pytest.mark.parametrize("name", ["机密★10年.txt", "账簿（秘密）.csv", "密级：机密.csv"])
def test_a_name_in_a_folder_of_books_is_looked_at(tmp_path: Path, name: str) -> None:
    home = copied(tmp_path)
    (home / name).write_text("x", "utf-8")
    assert books_refused(home)


def test_the_head_of_a_table_of_books_is_looked_at(tmp_path: Path) -> None:
    home = copied(tmp_path)
    text = (home / "meta.csv").read_text("utf-8-sig")
    (home / "meta.csv").write_text(f"密级,机密\n{text}", "utf-8")
    assert books_refused(home)


def test_a_bare_level_alone_above_a_table_of_books_is_a_marking(tmp_path: Path) -> None:
    home = copied(tmp_path)
    text = (home / "meta.csv").read_text("utf-8-sig")
    (home / "meta.csv").write_text(f"机密,,,,\n{text}", "utf-8")
    assert books_refused(home)


@pytest.mark.parametrize("table, few", [("reason", True), ("ledger", True), ("ledger", False)])
@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("mark", ["机密★5年", "机密级系统测评"])
def test_the_last_row_of_a_table_of_books_is_looked_at(
    tmp_path: Path, table: str, kind: str, mark: str, *, few: bool
) -> None:
    home = copied(tmp_path)
    path = home / f"{table}.csv"
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    rows.append([mark if at < 2 else "" for at in range(len(rows[0]))])
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
    else:
        columns = dict(zip(rows[0], map(list, zip(*rows[1:], strict=True)), strict=True))
        pq.write_table(pa.table(columns), path.with_suffix(".parquet"))
        path.unlink()
    with taken_as(few=few):
        assert books_marked(home) == ("★" in mark)


@pytest.mark.parametrize("word", ["机密★5年", "公开"])
def test_what_a_parquet_file_says_of_itself_is_looked_at(tmp_path: Path, word: str) -> None:
    home = copied(tmp_path)
    table = pa.table({"说明对象": ["05:合计:1"], "原因": ["增加"], "填报人": ["某"]})
    pq.write_table(table.replace_schema_metadata({"密级": word}), home / "reason.parquet")
    (home / "reason.csv").unlink()
    assert books_marked(home) == (word != "公开")


@pytest.mark.parametrize(
    "place",
    ["sheet", "cell", "cells", "footer", "header", "title", "category", "property", "remark"],
)
def test_a_workbook_is_looked_at_everywhere(tmp_path: Path, place: str) -> None:
    path = tmp_path / "账套.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("机密" if place == "sheet" else "封面")
        sheet.write_string(0, 0, "某局 秘密★3年" if place == "cell" else "某局")
        if place == "cells":
            sheet.write_row(2, 0, ["密级", "机密"])
        if place == "footer":
            sheet.set_footer("&C机密★10年")
        if place == "header":
            sheet.set_header('&L&"黑体"&14机密')
        if place == "title":
            book.set_properties({"title": "密级：秘密"})
        if place == "category":
            book.set_properties({"category": "机密"})
        if place == "property":
            book.set_custom_property("密级", "机密")
        if place == "remark":
            sheet.write_comment(5, 0, "绝密★长期")
    assert books_refused(path)


def packed(part: str) -> zipfile.ZipFile:
    """A workbook's archive with one part."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", part)
    return zipfile.ZipFile(file)


@pytest.mark.parametrize("before", [0, CHUNK - 40, CHUNK - 3, CHUNK, 2 * CHUNK - 9])
def test_a_marking_is_found_across_the_pieces_a_part_is_read_in(before: int) -> None:
    part = f"<sst>{'x' * before}</si><si><t>机密★10年</t></si></sst>"
    with pytest.raises(Unreadable, match="国家秘密标志"):
        refuse_parts(packed(part))
    refuse_parts(packed(part.replace("机密★10年", "保守国家秘密")))


def test_a_marking_split_by_its_formatting_is_one() -> None:
    rich = "<si><r><t>机</t></r><r><rPr/><t>密★</t></r><r><t>长期</t></r></si>"
    with pytest.raises(Unreadable):
        refuse_parts(packed(rich))


def test_only_the_head_of_a_table_is_looked_at() -> None:
    rows = [["单位", "金额"]] * HEAD_ROWS
    refuse_head("明细账", [*rows, ["密级", "机密"]])
    with pytest.raises(Unreadable):
        refuse_head("明细账", [*rows[1:], ["密级", "机密"]])
    with pytest.raises(Unreadable):
        refuse_head("机密", rows)
    refuse_head("明细账", [[1, None, 2.5]])


def test_a_folder_is_refused_for_a_name_in_it(tmp_path: Path) -> None:
    (tmp_path / "账簿.csv").write_text("", "utf-8")
    refuse_names(tmp_path)
    refuse_names(tmp_path / "账簿.csv")
    (tmp_path / "绝密.csv").write_text("", "utf-8")
    with pytest.raises(Unreadable, match=MARKED[:10]):
        refuse_names(tmp_path)
