"""Last year's published document as the source of last year's amounts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from tests.making.accounts import closing, ledger, tables
from tests.making.rendering import document

import juesuan
from juesuan.cli import main
from juesuan.model.finding import Finding
from juesuan.model.number import Address, Facts
from juesuan.notation.edition import load
from juesuan.tasks.results import Report

DEPARTMENT = "云川市清河区档案局"
TOTAL = Address("01", "收入总计", "1")
SECTION = "\n## 一、收入支出决算总体情况说明\n\n{0}\n"


def wan(value: Decimal) -> str:
    return f"{value / 10000:.2f}"


def said(now: Decimal, before: Decimal, shift: Decimal = Decimal(0)) -> str:
    """The sentence on the grand total; `shift` (万元) makes the change wrong."""
    change = (now - before) / 10000 + shift
    way, grown = ("增加", "增长") if change >= 0 else ("减少", "下降")
    rate = change / (now / 10000 - change) * 100
    return SECTION.format(
        f"2024年度收、支总计均为{wan(now)}万元。与2023年度相比，收、支总计各{way}"
        f"{abs(change):.2f}万元，{grown}{abs(rate):.2f}%。"
    )


class Years:
    """Two years of one department, written as two documents."""

    def __init__(self, folder: Path, seed: int = 7, *, carried: bool = True) -> None:
        random = Random(seed)  # noqa: S311 - accounts, not secrets
        old, new = load("2023"), load("2024")
        first = ledger(random, old)
        second = ledger(random, new, closing(first) if carried else None)
        self.before, self.now = tables(old, first), tables(new, second)
        self.folder = folder
        self.last = self._write("上年.md", "2023", self.before, random)
        self.text = document(new, self.now, random, "tab", DEPARTMENT)

    def _write(self, name: str, edition: str, facts: Facts, random: Random) -> Path:
        path = self.folder / name
        path.write_text(document(load(edition), facts, random, "tab", DEPARTMENT), "utf-8")
        return path

    def this(self, shift: Decimal = Decimal(0)) -> Path:
        path = self.folder / "本年.md"
        totals = self.now[TOTAL].value, self.before[TOTAL].value
        path.write_text(self.text + said(*totals, shift), "utf-8")
        return path


def errors(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity == "错误"]


@pytest.mark.parametrize("seed", range(4))
def test_true_accounts_beside_their_last_year_have_no_error(tmp_path: Path, seed: int) -> None:
    years = Years(tmp_path, seed)
    report = juesuan.audit(years.this(), prior=years.last)
    assert errors(report) == []
    assert all(fact.place.line is None for a, fact in report.reading.facts.items() if a.period)


def test_a_wrong_change_is_a_plain_error_of_its_claim(tmp_path: Path) -> None:
    years = Years(tmp_path)
    wrong = years.this(Decimal("88.88"))
    assert errors(juesuan.audit(wrong)) == []
    found = errors(juesuan.audit(wrong, prior=years.last))
    assert {finding.rule for finding in found} == {"claim"}
    change = (years.now[TOTAL].value - years.before[TOTAL].value) / 10000
    assert f"{abs(change):,.2f}万元" in {finding.expected for finding in found}
    assert any("取自上年文件“上年.md”" in line for f in found for line in f.because)
    assert all(place.line for finding in found for place, _ in finding.places)


def test_an_opening_balance_that_is_not_last_years_closing_is_found(tmp_path: Path) -> None:
    years = Years(tmp_path, carried=False)
    report = juesuan.audit(years.this(), prior=years.last)
    remarks = [f for f in report.findings if f.severity == "提示"]
    assert any("年末结转和结余" in f.message and "年初结转和结余" in f.message for f in remarks)
    assert any("惯例" in f.message and "年初余额有调整的除外" in f.message for f in remarks)
    assert not errors(report)
    assert not errors(juesuan.audit(years.this()))


def test_another_year_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    years = Years(tmp_path)
    this = years.this()
    assert main(["audit", str(years.last), "--prior", str(this)]) == 2
    assert "--prior 应指定 2022 年度的决算公开文件" in capsys.readouterr().err
    assert main(["audit", str(this), "--prior", str(tmp_path / "无.md")]) == 2
    assert "上年文件“无.md”：没有这个文件" in capsys.readouterr().err
    assert main(["audit", str(this), "--prior", "-"]) == 2
    assert "不能从标准输入读" in capsys.readouterr().err
    assert main(["audit", str(this), str(this), "--prior", str(years.last), "--renamed"]) == 2
    assert "请一次审核一份" in capsys.readouterr().err


OTHER = "云川市清河区文化馆"


def of_another(years: Years) -> None:
    """Make last year's document another department's."""
    text = years.last.read_text("utf-8").replace(DEPARTMENT, OTHER)
    years.last.write_text(text, "utf-8")


def test_another_department_is_refused_and_nothing_checked_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    years = Years(tmp_path)
    of_another(years)
    assert main(["audit", str(years.this()), "--prior", str(years.last)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"部门是“{OTHER}”，与本文件“{DEPARTMENT}”不是同一部门，没有用它核对" in shown.err


def test_a_department_that_was_renamed_is_taken_where_it_is_said(tmp_path: Path) -> None:
    years = Years(tmp_path)
    of_another(years)
    report = juesuan.audit(years.this(), prior=years.last, renamed=True)
    assert any(f.rule == "上年文件" and OTHER in f.message for f in report.findings)
    assert any(address.period for address in report.reading.facts)


def test_a_document_without_a_name_is_taken_and_said(tmp_path: Path) -> None:
    years = Years(tmp_path)
    text = years.last.read_text("utf-8").replace(DEPARTMENT, "")
    years.last.write_text(text, "utf-8")
    report = juesuan.audit(years.this(), prior=years.last)
    assert any("未能确认两份是同一部门的" in f.message for f in report.findings)


def test_several_are_paired_by_department_and_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "甲", tmp_path / "乙"
    first.mkdir()
    second.mkdir()
    years, others = Years(first), Years(second, 8)
    wrong = years.this(Decimal("88.88"))
    theirs = others.this(Decimal("77.77"))
    theirs.write_text(theirs.read_text("utf-8").replace(DEPARTMENT, OTHER), "utf-8")
    of_another(others)
    files = ["audit", str(wrong), str(theirs), "--format", "json"]
    assert main(files) == 0
    assert main([*files, "--prior", str(others.last), "--prior", str(years.last)]) == 1
    shown = capsys.readouterr()
    assert "没有使用" not in shown.err
    assert "共 2 份：没有错误 0 份" in shown.err
    assert main([*files, "--prior", str(first / "上年.md"), "--prior", str(wrong)]) == 1
    told = capsys.readouterr().err
    assert f"没有它的上年文件（{OTHER} 2023 年度），没有核对上年数" in told
    assert f"上年文件 本年.md（{DEPARTMENT} 2024 年度）没有与它对应的文件，没有使用" in told


def test_a_folder_of_last_years_documents_is_paired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "上年").mkdir()
    years = Years(tmp_path)
    last = tmp_path / "上年" / "档案局.md"
    years.last.rename(last)
    (tmp_path / "上年" / "说明.txt").write_text("今日菜谱", "utf-8")
    wrong = years.this(Decimal("88.88"))
    assert main(["audit", str(wrong), "--prior", str(tmp_path / "上年")]) == 1
    shown = capsys.readouterr()
    assert "取自上年文件“档案局.md”" in shown.out
    assert "上年文件 说明.txt（部门名称不详 年度不详）没有与它对应的文件，没有使用" in shown.err
    (tmp_path / "上年" / "又一份.md").write_bytes(last.read_bytes())
    main(["audit", str(wrong), "--prior", str(tmp_path / "上年")])
    assert (
        "有 2 份上年文件都对得上（又一份.md、档案局.md），没有核对上年数" in capsys.readouterr().err
    )


def test_a_number_of_last_year_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    years = Years(tmp_path)
    words = ["audit", str(years.this(Decimal("88.88"))), "--prior", str(years.last)]
    assert main([*words, "--explain", f"{TOTAL}@上年"]) == 1
    shown = capsys.readouterr().out
    assert wan(years.before[TOTAL].value) in shown.replace(",", "")
    assert "有矛盾" in shown
