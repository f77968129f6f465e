"""What `prepare` says of the books it took, audits what it made, and marks as a draft."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from tests.making.books_written import SCHEMA, csv_folder, posting, right, workbook

from juesuan import bookwork
from juesuan.books import BooksError, open_books
from juesuan.cli import main
from juesuan.cli.commands import prepare as command
from juesuan.guard import Failure
from juesuan.model.accounts import Prepared
from juesuan.model.books import SheetSums
from juesuan.model.number import Address, Facts
from juesuan.model.page import Limits, Unreadable
from juesuan.preparing.pipeline import prepare
from juesuan.publishing.prepared.receipt import own_total
from juesuan.tasks import prepare as department

ROOT = Path(__file__).parents[2]
BOOKS = ROOT / "examples" / "lixia-2023" / "books"
WRONG = Address("03", "合计", "1")
MARK = "草稿"

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def spoiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in our own preparing: one total of the department's is printed wrong."""

    def faulty(*given: object, **options: object) -> Prepared:
        made = prepare(*given, **options)  # type: ignore[arg-type]
        shown = made.department.shown
        value = shown[WRONG].value + 5_000_000
        bad = shown[WRONG]._replace(value=value, printed=f"{value / 10_000:,.2f}")
        facts = Facts({**shown, WRONG: bad}, shown.forms, shown.unknown)
        account = made.department.__class__(
            made.department.code, made.department.name, made.department.facts, facts
        )
        return Prepared(**{**vars(made), "department": account})

    monkeypatch.setattr(department, "prepare", faulty)
    monkeypatch.setattr(command, "carried_out", _carried_out)


def _carried_out(task: str, limits: Limits, *args: object) -> object:
    """The work of the child in this process, where its preparing is spoiled."""
    try:
        value: object = bookwork.TASKS[task](*args, limits)  # type: ignore[operator]
    except Unreadable as error:
        return Failure("refused", str(error))
    return value


@pytest.mark.usefixtures("spoiled")
def test_tables_that_cannot_be_right_are_not_written(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "出"
    assert main(["prepare", str(BOOKS), "--out", str(out)]) == 1
    captured = capsys.readouterr()
    assert "错误  济南市历下区人民政府办公室（部门）：" in captured.err
    assert "没有写出任何文件" in captured.err
    assert not captured.out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("spoiled")
def test_a_draft_is_written_and_marked_everywhere(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "出"
    assert main(["prepare", str(BOOKS), "--out", str(out), "--draft"]) == 1
    assert "已写成草稿" in capsys.readouterr().out
    for path in [*out.rglob("*.json")]:
        manifest = json.loads(path.read_text("utf-8"))
        assert isinstance(manifest, list) or MARK in manifest["draft"], path
    for path in out.rglob("*.md"):
        titles = path.read_text("utf-8").count("\n## ")
        assert path.read_text("utf-8").count(MARK) == titles > 0
    for path in out.rglob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        assert MARK in str(book.properties.title)
        for sheet in book:
            assert MARK in str(sheet["A1"].value) or MARK in sheet.title
            assert MARK in str(sheet.oddHeader.center.text)
    text = (out / "回执.txt").read_text("utf-8")
    assert MARK in text.splitlines()[0]
    assert "  错误 " in text
    assert main(["prepare", str(BOOKS), "--out", str(tmp_path / "再"), "--prior", str(out)]) == 2
    assert "是草稿，不能作为上年决算" in capsys.readouterr().err


def test_right_tables_are_written_unmarked(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "出"
    assert main(["prepare", str(BOOKS), "--out", str(out)]) == 0
    assert "审核  部门和单位共 4 套表：错误 0" in capsys.readouterr().err
    for path in out.rglob("*"):
        if path.suffix in (".json", ".md", ".txt"):
            assert MARK not in path.read_text("utf-8"), path
    for sheet in openpyxl.load_workbook(out / "department.xlsx"):
        assert MARK not in f"{sheet['A1'].value}{sheet.title}{sheet.oddHeader.center.text}"


def test_the_receipt_says_what_became_of_every_row(tmp_path: Path, capsys: Captured) -> None:
    """Financial accounts are no fault, but they are not dropped without a word."""
    books = tmp_path / "账"
    books.mkdir()
    for file in BOOKS.iterdir():
        (books / file.name).write_bytes(file.read_bytes())
    head, *lines = (books / "ledger.csv").read_text("utf-8-sig").splitlines()
    fields = lines[0].split(",")
    financial = ["1002" if index == 1 else field for index, field in enumerate(fields)]
    ledger = "\n".join([head, *lines, ",".join(financial)])
    (books / "ledger.csv").write_text(ledger, "utf-8")
    out = tmp_path / "出"
    assert main(["prepare", str(books), "--out", str(out)]) == 0
    captured = capsys.readouterr().err
    assert "回执  账簿：不取 1 行（" in captured
    assert "财务会计科目（1 至 5 类）" in captured
    text = (out / "回执.txt").read_text("utf-8")
    assert f"账簿：共 {len(lines) + 1:,} 行" in text
    assert f"  取用 {len(lines):,} 行" in text
    assert "ledger.csv：账簿" in text


def test_refused_books_say_what_was_not_read(tmp_path: Path, capsys: Captured) -> None:
    tables = right()
    tables["账簿"].append(posting("7999", 借方发生额=1))
    book = openpyxl.load_workbook(io.BytesIO(workbook(tables)))
    book.create_sheet("账簿2").sheet_state = "hidden"
    path = tmp_path / "账.xlsx"
    book.save(path)
    assert main(["prepare", str(path), "--out", str(tmp_path / "出")]) == 2
    captured = capsys.readouterr().err
    assert "提示  账簿2：隐藏的工作表，未读" in captured
    assert "回执  账簿：退回 1 行（1.00 元）" in captured


def test_a_required_sheet_that_is_hidden_is_named(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(right())))
    book["账簿"].sheet_state = "hidden"
    path = tmp_path / "账.xlsx"
    book.save(path)
    with pytest.raises(BooksError, match="缺少这张表；有“账簿”，但它是隐藏的工作表"):
        open_books(path, SCHEMA)
    path.unlink()
    tables = right()
    del tables["账簿"]
    with pytest.raises(BooksError, match="缺少这张表；应为"):
        open_books(csv_folder(tmp_path, tables), SCHEMA)


def test_a_region_without_an_edition_of_its_own_is_told(tmp_path: Path, capsys: Captured) -> None:
    books = tmp_path / "账套"
    shutil.copytree(BOOKS, books)
    profile = (books / "meta.csv").read_text("utf-8")
    (books / "meta.csv").write_text(profile.replace("370102", "460102"), "utf-8")
    assert main(["prepare", str(books), "--out", str(tmp_path / "出")]) == 0
    assert "没有用这个地区自己的版本，按全国的 2023 编制" in capsys.readouterr().err
    words = ["prepare", str(books), "--out", str(tmp_path / "沪"), "--edition", "2023-310000"]
    assert main(words) == 0
    assert "没有用这个地区自己的版本，按版本 2023-310000 编制" in capsys.readouterr().err


@pytest.mark.parametrize(
    "totals, said",
    [
        (((1, 2), (3, 4)), "与文件的合计行一致"),
        (((3, 5),), "不一致"),
        (((1, 2), (2, 2)), "文件有 2 个不同的合计，没有一个是全部行的"),
    ],
)
def test_subtotals_are_no_disagreement(totals: tuple[tuple[int, int], ...], said: str) -> None:
    assert said in own_total(SheetSums("账簿", 2, (), (), (3, 4), totals))
