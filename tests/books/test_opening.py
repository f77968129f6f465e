"""Books from every kind of source are the same books."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from tests.making.books_written import (
    SCHEMA,
    Tables,
    csv_folder,
    opened,
    opened_right,
    parquet_folder,
    posting,
    right,
    rows,
    sql,
    taken_as,
    workbook,
    yuan,
)

from juesuan.books import Books, BooksError, open_books

NAMES = [table.name for table in SCHEMA.tables]


def same(one: Books, other: Books) -> None:
    assert one.year == other.year
    for name in NAMES:
        assert rows(one, name) == rows(other, name), name
    assert one.tally == other.tally


def test_a_workbook_comes_in_typed_and_to_the_cent() -> None:
    books = opened_right()
    assert books.year == 2023
    assert list(books.tables) == NAMES
    ledger = books.tables["ledger"].order_by("line").to_pyarrow().to_pylist()
    assert [row["line"] for row in ledger] == [2, 3, 4, 5, 6, 7]
    assert {row["origin"] for row in ledger} == {"账簿"}
    spent = next(row for row in ledger if row["unit_code"] == "101002" and row["acct"] == "7201")
    assert (spent["debit"], spent["credit"], spent["closing"]) == (yuan("30.07"), 0, 0)
    assert spent["fiscal_same_level"] is True
    assert spent["is_closing_entry"] is False
    assert spent["fund_year"] == "当年"
    kinds = books.tables["ledger"].schema()
    assert str(kinds["debit"]) == "int64"
    assert str(kinds["unit_code"]) == "string"
    assert rows(books, "indicator") == []
    assert books.notes == ()


def test_every_row_and_cent_is_accounted_for() -> None:
    tally = {one.table: one for one in opened_right().tally}
    assert all(one.balanced for one in tally.values())
    assert tally["ledger"].came == tally["ledger"].taken == (6, 469_207)
    assert tally["budget"].came == (1, 190_025)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_folder_of_csv_gives_the_same_books(tmp_path: Path, encoding: str) -> None:
    folder = tmp_path / "csv"
    folder.mkdir()
    same(open_books(csv_folder(folder, right(), encoding), SCHEMA), opened_right())


def test_a_folder_of_parquet_gives_the_same_books(tmp_path: Path) -> None:
    folder = tmp_path / "parquet"
    folder.mkdir()
    books = open_books(parquet_folder(folder, right()), SCHEMA)
    same(books, opened_right())
    found = books.tables["ledger"].select("line", "origin").to_pyarrow().to_pylist()
    assert {row["origin"] for row in found} == {"ledger.parquet"}
    assert sorted(row["line"] for row in found) == [1, 2, 3, 4, 5, 6]


def test_parquet_may_come_in_parts(tmp_path: Path) -> None:
    books = right()
    halves = [{**books, "账簿": books["账簿"][:3]}, {"账簿": books["账簿"][3:]}]
    folder = tmp_path / "parts"
    (folder / "ledger.parquet").mkdir(parents=True)
    for number, half in enumerate(halves):
        part = tmp_path / f"part{number}"
        part.mkdir()
        for file in parquet_folder(part, half).iterdir():
            name = file.name if file.stem != "ledger" else f"ledger.parquet/part-{number}.parquet"
            file.rename(folder / name)
    same(open_books(folder, SCHEMA), opened_right())


def test_a_table_may_be_spread_over_sheets_and_files(tmp_path: Path) -> None:
    tables = right()
    tables["账簿1"], tables["账簿（2）"] = tables["账簿"][:2], tables.pop("账簿")[2:]
    same(opened(tables, tmp_path), opened_right())


def odd() -> Tables:
    """A ledger with everything that is read text by text: totals, blanks, words, amounts."""
    tables = right()
    tables["账簿"] += [
        posting("7101", 借方发生额="1,234.50", 贷方发生额="（1.00）"),
        posting("7101", 借方发生额="壹元", 摘要="合 计"),
        posting("7801", 借方发生额="1.005", 同级财政="也许"),
        posting("7201", 借方发生额=" ", 年末结转分录="是", 年末余额="-"),
        {"单位编码": "小计：", "科目编码": "", "借方发生额": 3},
        {"单位编码": "", "科目编码": "7101", "摘要": "合计"},
        {"单位编码": "", "科目编码": "合计", "借方发生额": "#N/A"},
    ]
    return tables


@pytest.mark.parametrize("written, tables", [(csv_folder, odd), (parquet_folder, right)])
def test_few_rows_and_many_are_taken_alike(
    written: Callable[[Path, Tables], Path], tables: Callable[[], Tables], tmp_path: Path
) -> None:
    folder = written(tmp_path, tables())
    outcomes: list[tuple[object, ...]] = []
    for few in (True, False):
        with taken_as(few=few):
            try:
                books = open_books(folder, SCHEMA)
                outcomes.append((books.tally, books.notes, rows(books, "ledger")))
            except BooksError as error:
                outcomes.append((error.tally, error.notes, error.problems))
    assert outcomes[0] == outcomes[1]


def test_a_database_gives_the_same_books() -> None:
    uri = os.environ.get("JUESUAN_TEST_POSTGRES")
    if not uri:
        pytest.skip("no PostgreSQL: JUESUAN_TEST_POSTGRES names none (see .ci/postgres)")
    dbapi = pytest.importorskip("adbc_driver_postgresql.dbapi")
    with dbapi.connect(uri) as connection, connection.cursor() as cursor:
        home = f"t{uuid.uuid4().hex}"  # other runs may use the same server
        for statement in f"CREATE SCHEMA {home}; SET search_path TO {home}; {sql(right())}".split(
            ";"
        )[:-1]:
            cursor.execute(statement)
        connection.commit()
        mark = "&" if "?" in uri else "?"
        books = open_books(f"{uri}{mark}options=-csearch_path%3D{home}", SCHEMA)
        same(books, opened_right())
        cursor.execute(f"DROP SCHEMA {home} CASCADE")
        connection.commit()


def test_a_database_that_is_not_there_says_so_without_the_password() -> None:
    pytest.importorskip("adbc_driver_postgresql")
    with pytest.raises(BooksError, match="连不上数据库") as caught:
        open_books("postgresql://user:very-secret@127.0.0.1:1/none", SCHEMA)
    assert "very-secret" not in str(caught.value)


def test_english_and_chinese_names_are_the_same(tmp_path: Path) -> None:
    tables = right()
    for table in SCHEMA.tables:
        if table.title in tables:
            spoken = {column.title: column.name for column in table.columns}
            rows_ = tables.pop(table.title)
            tables[table.name] = [{spoken[k]: v for k, v in row.items()} for row in rows_]
    english, chinese = opened(tables, tmp_path), opened_right()
    assert [rows(english, name) for name in NAMES] == [rows(chinese, name) for name in NAMES]


def test_amounts_in_ten_thousands_convert_exactly(tmp_path: Path) -> None:
    tables = right()
    for row in tables["预算"]:
        row["年初预算数（万元）"] = row.pop("年初预算数") / 10000
        row["全年预算数\n(单位：千元)"] = str(Decimal(str(row.pop("全年预算数"))) / 1000)
    budget = rows(opened(tables, tmp_path), "budget")[0]
    assert (budget["initial"], budget["adjusted"]) == (90_000, 100_025)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(BooksError, match="打不开"):
        open_books(tmp_path / "none.xlsx", SCHEMA)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "books.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(BooksError, match="不是可读的工作簿"):
        open_books(path, SCHEMA)
    path.write_bytes(workbook(right())[:-400])
    with pytest.raises(BooksError, match="已损坏"):
        open_books(path, SCHEMA)


def test_no_such_engine(tmp_path: Path) -> None:
    path = tmp_path / "books.xlsx"
    path.write_bytes(workbook(right()))
    with pytest.raises(ValueError, match="可用 duckdb、spark"):
        open_books(path, SCHEMA, engine="abacus")


def test_the_engine_opens_nothing_else_afterwards(tmp_path: Path) -> None:
    books = opened(right(), tmp_path)
    (tmp_path / "other.csv").write_text("a\n1\n", "utf-8")
    connection = books.tables["ledger"].get_backend()
    with pytest.raises(Exception, match="disabled by configuration"):
        connection.con.read_csv(str(tmp_path / "other.csv")).fetchall()


def test_nothing_heavy_is_imported_before_books_are_opened() -> None:
    heavy = "{'ibis', 'duckdb', 'pyarrow', 'pandas', 'pydantic', 'xlsxwriter', 'python_calamine'}"
    doors = "juesuan.books, juesuan.notation.schema, juesuan.publishing.prepared.template"
    code = f"import sys, {doors}; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_rows_of_last_year_named_as_totals_are_rows() -> None:
    """合计 is a row of the published tables there, not the total of the sheet."""
    example = Path(__file__).parents[2] / "examples" / "lixia-2023" / "books"
    books = open_books(example, SCHEMA)
    tally = next(one for one in books.tally if one.table == "prior_year")
    assert tally.came == tally.taken
    assert tally.excluded == ()
