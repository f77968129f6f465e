"""The commands on books and scores: what they write, what they refuse."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from juesuan.cli import main

ROOT = Path(__file__).parents[2]
BOOKS = ROOT / "examples" / "lixia-2023" / "books"
CLEAN = ROOT / "examples" / "disclosure" / "clean.md"

Captured = pytest.CaptureFixture[str]


def test_books_are_prepared_and_a_figure_traced(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "编出"
    assert main(["prepare", str(BOOKS), "--out", str(out)]) == 0
    assert "2023年度：单位 3 个" in capsys.readouterr().out
    assert {"manifest.json", "facts.parquet", "postings.parquet"} <= {p.name for p in out.iterdir()}
    assert main(["trace", str(out), "03:2010301:3"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("03:2010301:3  90,199.80 元")
    assert text.endswith("各项相加  90,199.80 元，等于这个数\n")
    assert "ledger.csv 第1002行" in text
    assert main(["trace", str(out), "03:2010301:3", "--format", "json"]) == 0
    captured = json.loads(capsys.readouterr().out)
    assert sum(float(row["debit"] or 0) for row in captured["postings"]) == pytest.approx(90199.80)
    assert main(["trace", str(out), "--posting", "ledger.csv:1002"]) == 0
    assert "03:2010301:3" in capsys.readouterr().out
    for words, reason in (
        (["x"], "地址应写作"),
        ([], "只写一种"),
        (["--posting", "记-1"], "账里没有“记-1”"),
        (["03:2010301:3", "--unit", "无"], "没有单位“无”"),
        (["10:1:1"], "没有编制过"),
    ):
        assert main(["trace", str(out), *words]) == 2
        assert reason in capsys.readouterr().err
    assert main(["prepare", str(BOOKS), "--out", str(out)]) == 2
    assert "不是空的" in capsys.readouterr().err


def test_bad_books_are_told_line_by_line_and_nothing_is_written(
    tmp_path: Path, capsys: Captured
) -> None:
    books, out = tmp_path / "账", tmp_path / "编出"
    books.mkdir()
    for file in BOOKS.iterdir():
        (books / file.name).write_bytes(file.read_bytes())
    ledger = (books / "ledger.csv").read_text("utf-8-sig").splitlines()
    fields = ledger[1].split(",")
    fields[1] = "7999"
    (books / "ledger.csv").write_text(
        "\n".join([ledger[0], ",".join(fields), *ledger[2:]]), "utf-8"
    )
    assert main(["prepare", str(books), "--out", str(out)]) == 2
    captured = capsys.readouterr().err
    assert "7999" in captured
    assert "没有写出任何文件" in captured
    assert not out.exists()


def _changed(home: Path, change: Callable[[list[list[str]]], object]) -> Path:
    """The example's books with some rows of the ledger changed."""
    shutil.copytree(BOOKS, home)
    with (BOOKS / "ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with (home / "ledger.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return home


def _more(rows: list[list[str]], amount: int) -> None:
    row = next(row for row in rows if row[1] == "6001" and row[11] and not row[13])
    row[11] = str(Decimal(row[11]) + amount)


def _again(rows: list[list[str]], mark: str) -> None:
    rows.append(next(row for row in rows if row[1] == "7101" and row[13] == mark))


@pytest.mark.parametrize(
    "change, message",
    [
        (partial(_more, amount=100), "平时分录借贷不平：借方合计 78,413,120.06 元"),
        (partial(_more, amount=100), "相差 100.00 元"),
        (partial(_again, mark=""), "单位 009001 的平时分录借贷不平"),
        (partial(_again, mark="是"), "单位 009001 的年末结转分录借贷不平"),
    ],
)
def test_a_ledger_out_of_balance_is_refused(
    change: Callable[[list[list[str]]], object], message: str, tmp_path: Path, capsys: Captured
) -> None:
    books = _changed(tmp_path / "账", change)
    assert main(["prepare", str(books), "--out", str(tmp_path / "出")]) == 2
    assert message in capsys.readouterr().err


def test_an_opening_balance_twice_is_refused_too(tmp_path: Path, capsys: Captured) -> None:
    books = _changed(tmp_path / "账", lambda rows: rows.append(rows[1]))
    assert main(["prepare", str(books), "--out", str(tmp_path / "出")]) == 2
    assert capsys.readouterr().err


def test_a_trace_names_its_cells_and_what_is_wrong(
    example_prepared: Path, capsys: Captured
) -> None:
    out = str(example_prepared)
    assert main(["trace", out, "01:收入总计:1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "取自 01:年初结转和结余:1（年初结转和结余 / 金额）  97,050.10 元"
    assert lines[4].endswith("格为零）")
    assert main(["trace", out, "08:合计:1"]) == 0
    assert "格，都为零" in capsys.readouterr().out
    for address in ("03:999:2", "03:2010301:9"):
        assert main(["trace", out, address]) == 2
        captured = capsys.readouterr()
        assert address in captured.err
        assert not captured.out


def test_what_is_not_read_and_not_accepted_is_remarked(tmp_path: Path, capsys: Captured) -> None:
    def widened(rows: list[list[str]]) -> None:
        for number, row in enumerate(rows):
            row.append("附加信息" if number == 0 else "x")

    books = _changed(tmp_path / "账", widened)
    words = ["prepare", str(books), "--out", str(tmp_path / "出"), "--accept", "没有的"]
    assert main(words) == 0
    captured = capsys.readouterr().err
    assert "--accept “没有的”：账套没有这个名称的问题" in captured
    assert "提示  ledger.csv “附加信息”：不认识的列，未读" in captured


def test_an_edition_of_another_year_is_refused(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "出"
    assert main(["prepare", str(BOOKS), "--out", str(out), "--edition", "2024-310000"]) == 2
    captured = capsys.readouterr().err
    assert "账套是 2023 年度的，版本 2024-310000 是 2024 年度的" in captured
    assert not out.exists()
    assert main(["prepare", str(BOOKS), "--out", str(out), "--edition", "2023-310000"]) == 0


def test_books_that_are_not_there(tmp_path: Path, capsys: Captured) -> None:
    assert main(["prepare", str(tmp_path / "无.xlsx"), "--out", str(tmp_path / "出")]) == 2
    assert "打不开" in capsys.readouterr().err
    assert main(["trace", str(tmp_path), "03:1:1"]) == 2
    assert "不是 juesuan prepare 写出的文件夹" in capsys.readouterr().err


def test_a_template_is_written_once(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "账套.xlsx"
    assert main(["template", str(path), "--edition", "2024"]) == 0
    assert path.read_bytes().startswith(b"PK")
    assert main(["template", str(path)]) == 2
    assert "不会被改写" in capsys.readouterr().err
    assert main(["template", str(tmp_path / "无" / "账套.xlsx")]) == 2
    assert list(tmp_path.iterdir()) == [path]
    assert main(["prepare", str(path), "--out", str(tmp_path / "出")]) == 2


def test_cards_are_scored_again(tmp_path: Path, capsys: Captured) -> None:
    status = main(["score", str(CLEAN)])
    text = capsys.readouterr().out
    assert text.split()[:5] == ["项目", "评分项", "填报", "复算", "算法"]
    assert main(["score", str(CLEAN), "--format", "json"]) == status
    rows = json.loads(capsys.readouterr().out)
    assert {"project", "item", "printed", "recomputed", "why", "agrees"} == set(rows[0])
    assert status == int(any(not r["agrees"] and r["printed"] and r["recomputed"] for r in rows))
    empty = tmp_path / "空.md"
    empty.write_text("2023年度\n某局部门决算\n", "utf-8")
    assert main(["score", str(empty)]) == 2
    assert "没有找到项目支出绩效自评表" in capsys.readouterr().err


def test_last_year_comes_from_a_folder_of_that_year(
    example_prepared: Path, tmp_path: Path, capsys: Captured
) -> None:
    """A result of the same year is no last year; what is no result is said."""
    for prior, reason in ((example_prepared, "2023年度的"), (tmp_path, "不是编制结果")):
        words = ["prepare", str(BOOKS), "--out", str(tmp_path / "再编"), "--prior", str(prior)]
        assert main(words) == 2
        assert reason in capsys.readouterr().err
    assert not (tmp_path / "再编").exists()


def test_the_opening_must_be_the_closing_of_last_years_result(
    example_prepared: Path, tmp_path: Path, capsys: Captured
) -> None:
    """Last year's result is held against this year's opening, refused where it differs."""
    out, again = tmp_path / "上年", tmp_path / "今年"
    shutil.copytree(example_prepared, out)
    for file in [out / "department.json", *(out / "units").glob("*.json")]:
        facts = json.loads(file.read_text("utf-8"))
        file.write_text(json.dumps({**facts, "year": 2022}, ensure_ascii=False), "utf-8")
    assert main(["prepare", str(BOOKS), "--out", str(again), "--prior", str(out)]) == 2
    assert "上年年末为 0.00 元" in capsys.readouterr().err
    assert not again.exists()


def test_a_practice_is_chosen_and_kept(tmp_path: Path, capsys: Captured) -> None:
    for value in ("计入其他收入", "不计入"):
        out = tmp_path / value
        words = ["--practice", f"债务预算收入={value}"]
        assert main(["prepare", str(BOOKS), "--out", str(out), *words]) == 0
        manifest = json.loads((out / "manifest.json").read_text("utf-8"))
        assert manifest["practice"]["债务预算收入"] == value
    capsys.readouterr()
    for words, message in (
        (["债务预算收入"], "不存在"),
        (["债务预算收入=随便"], "可取：计入其他收入、不计入"),
        (["没有的=1"], "可取："),
        (["债务预算收入=不计入", "--practice", "债务预算收入=不计入"], "写了两次"),
    ):
        out = tmp_path / "不写"
        assert main(["prepare", str(BOOKS), "--out", str(out), "--practice", *words]) == 2
        assert message in capsys.readouterr().err
        assert not out.exists()
