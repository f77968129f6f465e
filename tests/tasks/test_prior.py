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
    assert main(["audit", str(this), str(this), "--prior", str(years.last)]) == 2
    assert "请一次审核一份" in capsys.readouterr().err


def test_another_department_is_remarked(tmp_path: Path) -> None:
    years = Years(tmp_path)
    text = years.last.read_text("utf-8").replace(DEPARTMENT, "云川市清河区文化馆")
    years.last.write_text(text, "utf-8")
    report = juesuan.audit(years.this(), prior=years.last)
    assert any(f.rule == "上年文件" and "云川市清河区文化馆" in f.message for f in report.findings)


def test_a_number_of_last_year_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    years = Years(tmp_path)
    words = ["audit", str(years.this(Decimal("88.88"))), "--prior", str(years.last)]
    assert main([*words, "--explain", f"{TOTAL}@上年"]) == 1
    shown = capsys.readouterr().out
    assert wan(years.before[TOTAL].value) in shown.replace(",", "")
    assert "有矛盾" in shown
