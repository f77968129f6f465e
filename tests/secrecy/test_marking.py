"""Documents marked as state secrets are refused, wherever the marking stands; ordinary ones not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from tests.documents.markings import marked, stacks, texts
from tests.documents.unmarked import ordinary
from tests.making.asides import (
    attached,
    bookmarked,
    drawn,
    field,
    note,
    of_ones_own,
    titled,
    with_objects,
)
from tests.making.pdf import say

from juesuan.books import BooksError
from juesuan.model.page import Document, Unreadable
from juesuan.secrecy.document import MARKED
from juesuan.sources.open import open_document
from juesuan.tasks.prepare import year_of


def is_refused(name: str, data: bytes) -> bool:
    """Whether a document is refused as marked; the reason tells nothing of it."""
    try:
        open_document(name, data)
    except Unreadable as error:
        return str(error) == MARKED and error.__context__ is None
    return False


def test_every_marked_document_is_refused() -> None:
    made = marked()
    assert len(made) > 400
    left = [(name, text) for name, text in made if not is_refused(name, text.encode())]
    assert left == []


def test_no_ordinary_document_is_refused() -> None:
    made = ordinary()
    assert len(made) > 300
    wrong = [(name, text) for name, text in made if is_refused(name, text.encode())]
    assert wrong == []


PLACES: tuple[Callable[[str], bytes], ...] = (
    lambda mark: note("Text", mark),
    lambda mark: note("FreeText", mark),
    lambda mark: note("Popup", mark),
    drawn,
    field,
    attached,
    titled,
    of_ones_own,
    bookmarked,
)


@pytest.mark.parametrize("place", range(len(PLACES)))
@pytest.mark.parametrize("mark", ["机密★10年", "密级：秘密", "某局文件 绝密☆长期"])
def test_a_marking_on_no_page_of_a_pdf_is_found(place: int, mark: str) -> None:
    assert is_refused("a.pdf", PLACES[place](mark))


@pytest.mark.parametrize("place", range(len(PLACES)))
@pytest.mark.parametrize("text", ["密级：无", "保密审查情况：已审查", "保守国家秘密"])
def test_ordinary_words_on_no_page_of_a_pdf_are_read(place: int, text: str) -> None:
    assert not is_refused("a.pdf", PLACES[place](text))


@pytest.mark.parametrize(
    "content",
    [
        say(60, 780, "机密★10年"),
        say(60, 780, "某局文件 机密★10年"),
        say(60, 20, "秘密★"),
        say(60, 780, "密级：机密"),
        say(60, 780, "机   密   ★   1 0 年"),
        "".join(say(40, 780 - 37 * n, letter) for n, letter in enumerate("机密★长期")),
        "".join(say(100 + 70 * n, 300 + 70 * n, letter) for n, letter in enumerate("机密★长期")),
        say(60, 780, "机密", way="0 1 -1 0") + say(60, 820, "★长期", way="0 1 -1 0"),
        say(60, 780, "密级") + say(60, 760, "机密"),
    ],
)
def test_a_marking_on_a_page_of_a_pdf_is_found(content: str) -> None:
    body = "".join(say(120, 770 - 30 * n, f"这是第{n}行正文，写得长一些") for n in range(12))
    assert is_refused("a.pdf", with_objects(content=content + body))


def test_a_text_of_nothing_but_lines_about_secrets_is_read_in_no_time() -> None:
    text = "\n".join(["国家秘密分为绝密、机密、秘密三级"] * 20_000)
    found = open_document("a.md", text.encode())
    assert isinstance(found, Document)


def test_the_examples_are_many_and_differ() -> None:
    assert len(set(texts())) > 150
    assert len(set(stacks())) > 20


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


@pytest.mark.parametrize("place", ["sheet", "cell", "cells", "footer", "title", "remark"])
def test_a_workbook_is_looked_at_everywhere(tmp_path: Path, place: str) -> None:
    path = tmp_path / "账套.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("机密" if place == "sheet" else "封面")
        sheet.write_string(0, 0, "某局 秘密★3年" if place == "cell" else "某局")
        if place == "cells":
            sheet.write_row(2, 0, ["密级", "机密"])
        if place == "footer":
            sheet.set_footer("&C机密★10年")
        if place == "title":
            book.set_properties({"title": "密级：秘密"})
        if place == "remark":
            sheet.write_comment(5, 0, "绝密★长期")
    assert books_refused(path)
