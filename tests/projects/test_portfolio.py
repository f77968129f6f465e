"""The projects of the books: scored, tied to the ledger, written as cards that read back."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import xlsxwriter
from tests.making.cards import EDITION, bare, findings_on, projects_of

from juesuan.cli import main
from juesuan.composing.composition import compose_projects
from juesuan.model.project import Evaluation
from juesuan.notation import spelling
from juesuan.publishing.disclosure.markdown_text import write_markdown
from juesuan.publishing.project_pages import write_folder
from juesuan.tasks.score import evaluate

ROOT = Path(__file__).parents[2]
BOOKS = ROOT / "examples" / "lixia-2023" / "books"
CLEAN = ROOT / "examples" / "disclosure" / "clean.md"
WITHOUT_LEDGER = ("meta", "unit", "project", "project_fund", "indicator")
SCORES = {
    "大数据项目建设专项经费": "96.13",
    "因公出国经费": "92.98",
    "外事工作专项经费": "98.57",
    "政府工作多媒体展示专项经费": "96.81",
    "运行维护专项经费": "96.05",
    "12345热线工作专项经费": "97.98",
}

Captured = pytest.CaptureFixture[str]
Row = dict[str, str]
Change = Callable[[Row], Row | None]


def changed(home: Path, only: Iterable[str] = (), /, **changes: Change) -> Path:
    """The example's books with rows of some tables changed, or left out by None."""
    home.mkdir()
    for path in BOOKS.iterdir():
        if only and path.stem not in only:
            continue
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        change = changes.get(path.stem, lambda row: row)
        kept = [row for row in map(change, rows) if row is not None]
        with (home / path.name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, [*dict.fromkeys(name for row in kept for name in row)])
            writer.writeheader()
            writer.writerows(kept)
    return home


def workbook(folder: Path, path: Path) -> Path:
    """The same tables as the sheets of a workbook."""
    book = xlsxwriter.Workbook(str(path))
    for file in sorted(folder.iterdir()):
        sheet = book.add_worksheet(file.stem)
        with file.open(encoding="utf-8", newline="") as stream:
            for number, row in enumerate(csv.reader(stream)):
                for column, text in enumerate(row):
                    sheet.write_string(number, column, text)
    book.close()
    return path


def of(code: str, **given: str) -> Change:
    """Change the rows of one project."""
    return lambda row: row | given if row["项目编码"] == code else row


def without(code: str) -> Change:
    """Leave out the rows of one project."""
    return lambda row: None if row["项目编码"] == code else row


def scores(found: Evaluation) -> dict[str, str]:
    """Project to total score."""
    return {card.name: card.total.printed for card in found.evaluated.cards if card.total}


def test_the_example_scores_as_it_was_published() -> None:
    found = evaluate(BOOKS)[0]
    assert scores(found).items() >= SCORES.items()
    assert found.sound
    assert {note.severity for note in found.notes} <= {"提示"}
    assert [one.rate for one in found.points][:5] == ["0%"] * 4 + ["29.78%"]
    assert found.excluded == ("赴港澳招商经费（非同级财政拨款）", "以前年度非财政拨款结转使用")
    assert dict(found.evaluated.grades) == {"优": 14, "良": 0, "中": 0, "差": 0}


def test_written_cards_read_back_identical_and_raise_nothing() -> None:
    found = evaluate(BOOKS)[0].evaluated
    read = projects_of(write_markdown(compose_projects(found, EDITION)).decode())
    assert [bare(card) for card in read.cards] == [bare(card) for card in found.cards]
    assert [one for one in findings_on(read) if one.severity == "错误"] == []
    assert [(one.kind, len(one.rows)) for one in read.lists] == [("部门预算", 9), ("转移支付", 5)]
    assert [spelling.key(one.name) for one in read.synopses] == [
        spelling.key(row.name) for one in read.lists for row in one.rows
    ]
    for one, card in zip(read.synopses, found.cards, strict=True):
        row = card.fund()
        said = (one.score, one.points, one.budget, one.executed, one.rate)
        meant = (card.total, card.points, row.budget, row.executed, card.rate)
        assert [v and v.value for v in said] == [v and v.value for v in meant]
    assert read.coverage
    assert read.coverage.projects.number == 14
    assert read.stated
    assert len(read.enumerated) == read.stated.number == 14
    assert [(one.grade, one.stated.number) for one in read.grades] == [("优", 14)]
    assert read.average
    assert read.average.printed == "95.32"


def test_odd_names_and_low_scores_survive_writing(tmp_path: Path) -> None:
    def missed(row: Row) -> Row:
        late = row["项目编码"] == "XM01" and row["计量单位"] == "%"
        return row | {"偏差原因": "<未> & 晚", "完成值": "50"} if late else row | {"偏差原因": ""}

    books = changed(
        tmp_path / "账",
        WITHOUT_LEDGER,
        project=of("XM01", 项目名称="A<3&C、示范项目", 完成情况="一行\n又一行"),
        indicator=missed,
        project_fund=of("XM14", 全年预算数="5000", 全年执行数="1234.56"),
    )
    found = evaluate(books)[0].evaluated
    read = projects_of(write_markdown(compose_projects(found, EDITION)).decode())
    odd = found.cards[0]
    assert odd.total
    assert odd.total.value < 80
    assert "部门满意度：<未> & 晚" in odd.low_reason
    assert [bare(card) for card in read.cards] == [bare(card) for card in found.cards]
    assert read.synopses[0].name == odd.name
    assert "0.123456" in {row.executed.printed for c in read.cards if (row := c.fund()).executed}
    assert [one for one in findings_on(read) if one.severity == "错误"] == []


def test_an_amount_that_is_not_the_ledgers_is_named(tmp_path: Path) -> None:
    books = changed(tmp_path / "账", project_fund=of("XM03", 全年执行数="416900.21"))
    found = evaluate(books)[0]
    (note,) = [one for one in found.notes if one.severity == "错误"]
    assert note.project == "因公出国经费"
    assert "416,900.21元" in note.message
    assert "416,900.20元" in note.message
    assert "相差0.01元" in note.message
    assert not found.sound


def test_an_amount_left_out_is_the_ledgers(tmp_path: Path) -> None:
    books = changed(tmp_path / "账", project_fund=of("XM03", 全年执行数=""))
    found = evaluate(books)[0]
    assert found.sound
    assert scores(found)["因公出国经费"] == "92.98"


def test_spending_without_evaluation_is_named(tmp_path: Path) -> None:
    books = changed(tmp_path / "账", indicator=without("XM08"))
    found = evaluate(books)[0]
    notes = {one.project: one for one in found.notes}
    assert notes["大数据建设项目经费"].severity == "提示"
    assert notes["大数据建设项目经费"].message == "账上执行1,952,977.10元，没有绩效指标，未作自评"
    assert "大数据建设项目经费" not in scores(found)


@pytest.mark.parametrize(
    "table, given, said",
    [
        ("indicator", {"分值": "3"}, "应为 100"),
        ("indicator", {"完成值": ""}, "没有填报完成值"),
        ("indicator", {"方向": "≥", "目标值": "很多"}, "不是一个数"),
        ("project_fund", {"全年预算数": ""}, "没有填报全年预算数"),
    ],
)
def test_what_cannot_be_published_is_said(
    tmp_path: Path, table: str, given: Row, said: str, capsys: Captured
) -> None:
    books, out = changed(tmp_path / "账", (), **{table: of("XM05", **given)}), tmp_path / "出"
    assert main(["score", str(books), "--out", str(out)]) == 1
    captured = capsys.readouterr()
    assert any(
        said in line and line.startswith("错误") and "政府工作多媒体展示专项经费" in line
        for line in captured.out.splitlines()
    )
    assert "没有写出任何文件" in captured.err
    assert not out.exists()
    assert main(["score", str(books), "--out", str(out), "--draft"]) == 1
    assert "【草稿，未经审核通过，不得公开】" in (out / "cards.md").read_text("utf-8")


def test_a_workbook_of_projects_needs_no_ledger(tmp_path: Path, capsys: Captured) -> None:
    tables = WITHOUT_LEDGER
    path = workbook(changed(tmp_path / "账", tables), tmp_path / "项目.xlsx")
    found = evaluate(path)[0]
    assert found.sound
    assert scores(found) == scores(evaluate(BOOKS)[0])
    assert main(["score", str(path)]) == 0
    assert "平均 95.32 分" in capsys.readouterr().out
    bad = workbook(changed(tmp_path / "缺", tables[:-1]), tmp_path / "缺.xlsx")
    assert main(["score", str(bad)]) == 2
    assert "绩效指标：缺少这张表" in capsys.readouterr().err
    blank = changed(tmp_path / "无", tables, project_fund=of("XM03", 全年执行数=""))
    (note,) = [one for one in evaluate(blank)[0].notes if one.severity == "错误"]
    assert (note.project, "也没有账可取" in note.message) == ("因公出国经费", True)


def test_the_command_takes_books_and_published_files(tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "出"
    assert main(["score", str(BOOKS), "--out", str(out)]) == 0
    text = capsys.readouterr().out
    assert text.split()[:5] == ["项目", "评分项", "填报", "复算", "算法"]
    assert "优 14 个" in text
    assert "不列入的项目 2 个" in text
    assert {one.name for one in out.iterdir()} == {"cards.md", "scores.json"}
    assert main(["score", str(BOOKS), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads((out / "scores.json").read_text())
    assert main(["score", str(BOOKS), "--out", str(out)]) == 2
    assert "不是空的" in capsys.readouterr().err
    assert main(["score", str(out / "cards.md")]) == 0
    assert "96.13" in capsys.readouterr().out
    assert main(["score", str(CLEAN), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["project"] == "公共文化服务提升专项经费"
    assert main(["score", str(tmp_path / "无.xlsx")]) == 2
    assert "打不开" in capsys.readouterr().err


def test_a_claimed_score_is_held_against_the_rule(tmp_path: Path, capsys: Captured) -> None:
    books = changed(
        tmp_path / "账",
        indicator=lambda row: row | {"得分": "4" if row["三级指标"] == "总成本" else ""},
    )
    assert main(["score", str(books), "--format", "json"]) == 1
    rows = json.loads(capsys.readouterr().out)["rows"]
    wrong = [row for row in rows if not row["agrees"]]
    assert {(row["item"], row["printed"], row["recomputed"]) for row in wrong} == {
        ("总成本", "4", "5"),
        ("总成本", "4", "10"),
    }


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_folder(tmp_path / "出", {"a.md": "甲", "b.md": 1})  # type: ignore[dict-item]
    assert list(tmp_path.iterdir()) == []
