"""Root causes: the right cell is named, what it should be, one finding for each error."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.making.golden_forms import EDITIONS, facts_of, golden, reading_of, with_cells

from juesuan.auditing import audit, examine, finding_id
from juesuan.auditing import system as systems
from juesuan.auditing.messages.cells import tell_cause
from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.tables.check import Amounts, check_one
from juesuan.auditing.tables.diagnosis import diagnose
from juesuan.auditing.tables.slips import is_slip, slip
from juesuan.model.finding import Finding
from juesuan.model.number import Address, Facts
from juesuan.notation.edition import load
from juesuan.notation.equation import Equation

JINAN = "jinan-lixia-2023"


def errors(cells: Mapping[str, str], name: str = JINAN) -> list[Finding]:
    reading, edition = golden(name)
    found = audit(reading_of(with_cells(reading.facts, cells), edition), edition)
    return [finding for finding in found if finding.severity == "错误"]


@pytest.mark.parametrize("name", EDITIONS)
def test_published_accounts_raise_no_error_and_one_tail(name: str) -> None:
    reading, edition = golden(name)
    result = examine(reading, edition)
    assert [f for f in result.findings if f.severity in ("错误", "未核")] == []
    assert sum(f.severity == "尾差" for f in result.findings) == 1
    assert result.coverage.checked == result.coverage.numbers > 180
    assert result.coverage.share == 1


def tail_lines(noted: Mapping[str, str]) -> list[str]:
    """The rounding differences that are told, some forms having a note."""
    reading, edition = golden(JINAN)
    forms = {
        name: replace(state, notes=(noted[name],) if name in noted else ())
        for name, state in reading.facts.forms.items()
    }
    findings = audit(reading_of(Facts(reading.facts, forms), edition), edition)
    return [line for one in findings if one.severity == "尾差" for line in one.because]


def test_a_form_whose_note_tells_of_rounding_is_not_told_of_it_again() -> None:
    note = "本表数据以万元列示，因四舍五入，部分合计与各项之和略有差异。"
    whole, beside = tail_lines({}), tail_lines({"05": note})
    assert any(line.startswith("05表") for line in whole)
    assert beside == [line for line in whole if not line.startswith("05表")]
    assert tail_lines({"05": "本表反映支出情况。"}) == whole
    assert tail_lines(dict.fromkeys(golden(JINAN)[0].facts.forms, note)) == []


@pytest.mark.parametrize(
    "address, printed, expected, cause",
    [
        ("03:2010301:1", "776.40", "767.40 至 767.42", "767.40 数字换位"),
        ("05:208:1", "251.58", "215.58", "数字换位"),
        ("03:20805:2", "1,986.20", "198.62", "小数点错位"),
        ("05:2010301:2", "", "758.39", "漏填"),
        ("06:302:1", "11.89", "118.89", "漏一位数字"),
        ("06:302:1", "1118.89", "118.89", "多一位数字"),
        ("03:20129:1", "-8.00", "8.00", "正负号相反"),
        ("05:210:1", "215.58", "110.89", "抄自相邻的格"),
        ("02:合计:2", "5,065.98", "5,065.48", "一位数字有误"),
    ],
)
def test_a_slip_is_named_with_what_it_should_be(
    address: str, printed: str, expected: str, cause: str
) -> None:
    (finding,) = errors({address: printed})
    assert finding.addresses == (Address.parse(address),)
    assert (finding.expected, finding.actual) == (expected, printed or "空白")
    assert suspected(cause) in finding.message
    assert finding.because


def suspected(cause: str) -> str:
    """How a slip is told, and of which number where several are allowed."""
    meant, _, slip = cause.rpartition(" ")
    return f"疑为 {meant} 之误（{slip}）" if meant else f"疑为{slip}"


def test_a_finding_speaks_in_words() -> None:
    (finding,) = errors({"03:2010301:1": "776.40"})
    assert finding.message.startswith("03表 行政运行 · 本年支出合计 写 776.40 万元，应在 767.40")
    assert finding.because[0] == (
        "03表 行政运行：基本支出 758.39 + 项目支出 9.02 = 767.41，而本年支出合计写 776.40，差 8.99"
    )
    assert [text for _, text in finding.places][:2] == ["776.40", "758.39"]


def test_two_errors_are_two_findings() -> None:
    found = errors({"03:2010301:1": "776.40", "06:302:1": "181.89", "05:208:1": "251.58"})
    named = sorted(str(finding.addresses[0]) for finding in found)
    assert named == ["03:2010301:1", "05:208:1", "06:302:1"]


def test_a_leaf_without_a_witness_is_one_of_several() -> None:
    (finding,) = errors({"06:30102:1": "425.67"})
    assert Address("06", "30102", "1") in finding.addresses
    assert len(finding.addresses) > 1
    assert "有误的应是其中之一" in finding.message
    assert Address("06", "30108", "1") not in finding.addresses, "30108 agrees with 2080505"


def test_the_part_cannot_exceed_the_whole() -> None:
    """X-08: 03 ≥ 05 + 07 + 08 for every code."""
    found = errors({"05:2101101:1": "63.10", "05:2101101:2": "63.10"})
    assert any("不应小于" in line for finding in found for line in finding.because)


def test_an_absent_row_is_one_finding() -> None:
    reading, edition = golden(JINAN)
    kept = {a: f for a, f in reading.facts.items() if a[:2] != ("03", "2012901")}
    found = audit(reading_of(Facts(kept, reading.facts.forms), edition), edition)
    (finding,) = [f for f in found if f.severity == "错误"]
    assert finding.message.startswith("03表似漏列“2012901 行政运行”一行")


def test_a_contradiction_of_statements_that_could_each_be_true() -> None:
    """Ten times 1.00 ± 0.005 may be 10.05 or 9.95, not both."""
    edition = load("2023")
    cells = {Address("03", "合计", n): v for n, v in zip("123", AMOUNTS, strict=True)}
    facts = facts_of(cells, edition)
    amounts = Amounts(facts)
    texts = ("合计:1 * 10 = 合计:2", "合计:1 * 10 = 合计:3")
    grounds = [next(iter(Equation.parse(text, "03").ground(facts))) for text in texts]
    checks = [check for g in grounds if (check := check_one(g, amounts, edition))]
    assert [check.verdict for check in checks] == ["tail", "tail"]
    (cause,) = diagnose(checks, amounts).causes
    assert (cause.joint, len(cause.checks)) == (True, 2)
    assert {a.column for a in cause.cells} == {"2", "3"}
    finding = tell_cause(cause, CellNames(facts, edition))
    assert finding.rule == "system"
    alone = tell_cause(replace(cause, cells=cause.cells[:1]), CellNames(facts, edition))
    assert "不可能同时成立" in alone.message


def small(cells: Mapping[str, str], *texts: str) -> list[Finding]:
    """What these equations of form 03 say of a few cells."""
    edition = load("2023")
    facts = facts_of({Address.parse(name): text for name, text in cells.items()}, edition)
    amounts = Amounts(facts)
    grounds = [g for text in texts for g in Equation.parse(text, "03").ground(facts)]
    checks = [check for g in grounds if (check := check_one(g, amounts, edition))]
    words = CellNames(facts, edition)
    return [tell_cause(cause, words) for cause in diagnose(checks, amounts).causes]


def test_what_only_a_bound_contradicts_has_an_open_interval() -> None:
    (least,) = small({"03:合计:1": "-5.00"}, "合计:1 >= 0")
    assert least.expected == "不小于 0.00"
    assert "写 -5.00 万元，不应是负数" in least.message
    (most,) = small({"03:合计:1": "500.00"}, "合计:1 <= 1000000")
    assert most.expected == "不大于 100.00"


def test_a_cell_named_twice_counts_twice() -> None:
    cells = {"03:合计:1": "5.00", "03:合计:2": "1.00", "03:合计:3": "2.00"}
    assert small(cells, "合计:1 = 合计:2 + 合计:3 + 合计:3") == []
    assert small(cells, "合计:1 = 合计:3 + 合计:3")


def test_cells_in_several_rows_and_columns_keep_both_names() -> None:
    cells = {"03:合计:1": "5.00", "03:201:2": "1.00", "03:202:3": "1.00"}
    (finding,) = small(cells, "合计:1 = 201:2 + 202:3")
    said = "一般公共服务支出 · 基本支出 1.00 + 外交支出 · 项目支出 1.00 = 2.00"
    assert said in finding.because[0]


def test_off_by_a_unit_in_all_is_a_tail() -> None:
    cells = {"03:2101101:2": "61.00", "03:21011:1": "60.98", "03:208:2": "326.73"}
    reading, edition = golden("shanghai-putuo-finance-2024")
    found = audit(reading_of(with_cells(reading.facts, cells), edition), edition)
    assert {finding.severity for finding in found} <= {"尾差", "提示"}
    (tail,) = [finding for finding in found if finding.severity == "尾差"]
    assert tail.because[-1].startswith("各式单独成立")


def test_ids_do_not_depend_on_pages() -> None:
    (one,) = errors({"05:208:1": "251.58"})
    (two,) = errors({"05:208:1": "251.58"})
    assert finding_id(one) == finding_id(two)
    assert len(finding_id(one)) == 12
    (other,) = errors({"05:210:1": "251.58"})
    assert finding_id(one) != finding_id(other)


def test_beyond_the_limit_every_broken_equation_is_still_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(systems, "LIMIT", 2)
    found = errors({"03:2010301:1": "776.40"})
    assert len(found) == 2
    assert all("差" in finding.message for finding in found)


def test_coverage_counts_each_number_once() -> None:
    reading, edition = golden(JINAN)
    changed = with_cells(reading.facts, {"05:208:1": "251.58"})
    found = examine(reading_of(changed, edition), edition).coverage
    assert (found.contradicted, found.checked + 1) == (1, found.numbers)
    assert found.plus(found).numbers == 2 * found.numbers


def test_many_errors_are_as_many_findings() -> None:
    found = errors(WRONG)
    assert sorted(str(finding.addresses[0]) for finding in found) == sorted(WRONG)


AMOUNTS = ("1.00", "10.05", "9.95")
WRONG = {
    "03:2010301:1": "776.40",
    "06:302:1": "181.89",
    "05:208:1": "251.58",
    "02:210:1": "101.89",
    "04:201:2": "4,379.00",
    "09:三公经费:7": "54.01",
    "03:20805:2": "189.62",
    "02:20105:1": "225.30",
}


@pytest.mark.parametrize(
    "typed, meant, expected",
    [
        (77640, 76740, "数字换位"),
        (76741, 76740, "一位数字有误"),
        (7640, 76740, "漏一位数字"),
        (776740, 76740, "多一位数字"),
        (-76740, 76740, "正负号相反"),
        (767400, 76740, "小数点错位"),
        (12345, 76740, ""),
        (-1, 76740, ""),
        (0, 76740, ""),
        (1, 76740, ""),
    ],
)
def test_slips_of_the_hand(typed: int, meant: int, expected: str) -> None:
    assert slip(typed, meant) == expected


@pytest.mark.parametrize(
    "cells, expected",
    [
        (("01:本年收入合计:1", "02:合计:1"), "5,066.83 至 5,066.84"),
        (("01:本年支出合计:1", "03:合计:1"), "5,076.54"),
        (("04:本年支出合计:2", "05:合计:1"), "5,065.48"),
        (("01:208:1", "03:208:1", "05:208:1"), "215.58"),
        (("01:一般公共预算财政拨款收入:1", "02:合计:2"), "5,065.48"),
    ],
)
def test_a_wrong_number_copied_into_other_tables_is_one_finding(
    cells: tuple[str, ...], expected: str
) -> None:
    """The first table is named as the cause, the others as what follows from it."""
    (finding,) = errors(dict.fromkeys(cells, "4,321.09"))
    assert finding.addresses == tuple(map(Address.parse, cells))
    assert finding.expected == expected
    assert "同样的数还写在" in finding.message


def test_two_wrong_numbers_are_two_findings() -> None:
    """Alike they may be, where the tables want different ones."""
    assert len(errors({"03:208:1": "999.99", "05:210:1": "999.99"})) == 2
    assert len(errors({"01:本年收入合计:1": "5,166.83", "02:合计:1": "5,266.83"})) == 2


@pytest.mark.parametrize(
    "typed, meant, plain",
    [
        (1189, 11889, True),  # 11.89 for 118.89
        (33, 353, False),  # a digit of a short number
        (
            940_000,
            7_940_000,
            False,
        ),  # the first digit, as any difference of one digit would have it
        (776_40, 767_40, True),
        (887, 587, False),
    ],
)
def test_a_slip_tells_only_where_a_difference_of_one_digit_would_not_make_it(
    typed: int, meant: int, *, plain: bool
) -> None:
    assert is_slip(typed, range(meant, meant + 1)) == plain


def test_numbers_that_keep_every_equation_as_printed_are_not_solved_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They are the true amounts that a solver would look for; one tail, and it is asked."""
    asked = list[int]()

    def feasible(_: object) -> bool:
        asked.append(1)
        return True

    monkeypatch.setattr(systems.System, "feasible", feasible)
    cells = {"03:合计:1": "3.00", "03:合计:2": "1.00", "03:合计:3": "2.00"}
    assert small(cells, "合计:1 = 合计:2 + 合计:3", "合计:1 >= 合计:2") == []
    assert asked == []
    assert small(cells | {"03:合计:1": "3.01"}, "合计:1 = 合计:2 + 合计:3") == []
    assert asked == [1]
