"""One reader of numbers for the whole program: exact, total, and never a guess."""

import ast
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.making import patterns

from juesuan.auditing import examine
from juesuan.model.finding import Finding
from juesuan.model.page import Document, Limits, Line, Page, Place
from juesuan.notation.edition import load
from juesuan.notation.noncharacters import replaced
from juesuan.notation.numbers import Malformed, Read, parse, seal, unseal, whole
from juesuan.notation.spelling import plain
from juesuan.reading.projects.statements import read_projects_text
from juesuan.reading.text import running_text
from juesuan.reading.text.evened import running
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

HEAD = (
    "云溪县水利局2023年度部门决算\n\n第三部分 2023年度部门决算情况说明\n三、支出决算情况说明\n"
    "本年支出合计770.00万元，其中：基本支出480.00万元，占62.34%；项目支出290.00万元，占37.66%。\n"
    "二、收入决算情况说明\n"
)
MALFORMED = (
    "1,23,456.00 12,3456.00 12.34.56 9OO.00 900。00 12..50 1,234.56.78 1,,234.00 l2.50 5，234.56 "
    "12·34 1.234,56 12. .50 １，２３４．５６ 1,234, 123456789012345678901 1,2345,678.00"
).split()
FINE = "5.00 12,345.67 0.5 １２．５ 1,234,567.89 770 12,345 100".split()
# What turns into a number what is no text of a document: reckoned, declared, our own columns.
CONVERTS = frozenset({"Decimal", "int", "float", "Fraction"})
READERS = {
    "juesuan/cli/parsing.py": "an option of ours, refused by argparse",
    "juesuan/notation/formula.py": "formulas of the editions",
    "juesuan/preparing/project_cards.py": "sums of our own queries",
    "juesuan/notation/numbers.py": "the reader itself",
    "juesuan/books/values.py": "the reader of books, bounded and strict",
}
DIGITS_BY_PATTERN = {  # what the pattern before it bounds to a few digits
    "juesuan/auditing/rules/dates.py",
    "juesuan/auditing/rules/staff.py",
    "juesuan/auditing/rules/structure.py",
    "juesuan/reading/text/meaning.py",
    "juesuan/reading/cover.py",
    "juesuan/reading/projects/statements.py",
    "juesuan/sources/html.py",
    "juesuan/sources/docx/styles.py",
    "juesuan/sources/docx/tags.py",
    "juesuan/cli/bounds.py",
    "juesuan/sources/pdf/aside.py",
    "juesuan/sources/pdf/appended_objects.py",
    "juesuan/books/origins/archive.py",
    "juesuan/books/opening.py",
    "juesuan/books/other_years.py",
    "juesuan/sources/workbook/number_format.py",
    "juesuan/sources/workbook/xlsx.py",
    "juesuan/sources/workbook/worksheet.py",
    "juesuan/books/origins/workbook.py",
}
TEXTUAL = ("text", "printed", "found", "match", "said", "number", "digits", "bare", "m")


def audited(text: str) -> tuple[Finding, ...]:
    """All that is said of a text, without a child process."""
    document = open_document("甲.md", text.encode(), Limits())
    reading = read(document)
    return examine(reading, load(reading.meta.edition)).findings


def told(number: str, unit: str = "万元") -> list[str]:
    """What is said of a number that stands in a sentence."""
    text = f"{HEAD}本年收入合计800.00万元，比上年增加{number}{unit}，主要原因是人员增加。\n"
    return [f.message for f in audited(text) if f.rule == "格式.数字"]


@pytest.mark.parametrize("number", MALFORMED)
def test_a_malformed_number_is_told_whole(number: str) -> None:
    """One remark that quotes it, no error, and nothing reckoned with a part of it."""
    (message,) = told(number)
    assert f"“{plain(number)}”" in plain(message)
    text = f"{HEAD}本年收入合计{number}万元，其中：事业收入{number}万元，占62.34%。\n"
    assert not [f for f in audited(text) if f.severity == "错误"]


@pytest.mark.parametrize("number", FINE)
def test_a_number_is_no_malformed_one(number: str) -> None:
    """Usual spellings, full-width digits among them."""
    assert told(number) == []


@pytest.mark.parametrize(
    "text",
    [
        "收、支总计各减少200.00,200.00万元，各下降20.00%、20.00%。",
        "2022，2023年分别安排5.00，1,234.50万元。",
        "增加12.50万元。2023年，支出5.00万元。",
        "按1,2,3项列支；PM2.5下降3%；版本2.3.1；二〇二三年；截至2023.12.31。",
    ],
)
def test_a_list_of_amounts_or_what_is_no_amount_stays(text: str) -> None:
    """Marks between numbers, versions, dates and letters elsewhere are nothing malformed."""
    assert running(text) == unseal(running(text))


def test_two_amounts_with_one_unit_raise_nothing() -> None:
    """各减少200.00,200.00万元 lacks no unit."""
    text = f"{HEAD}收入合计800.00万元，与上年比，收、支各减少200.00,200.00万元，主要是减员。\n"
    assert not [f for f in audited(text) if f.rule.startswith("格式")]


@given(st.text(max_size=60))
@example("\ue100\ufdd0")
def test_the_reader_is_total(text: str) -> None:
    """Any text has an answer, and sealing loses nothing but what is no character."""
    assert isinstance(parse(text), Read | Malformed | None)
    assert whole(text) is None or text.strip()
    assert unseal(seal(text)) == replaced(text)


@given(st.decimals(-(10**14), 10**14, places=4, allow_nan=False))
def test_a_number_is_read_exactly(value: Decimal) -> None:
    """Neither its value nor its decimals change."""
    assert parse(f"{value:,f}") == Read(value, 4)
    assert parse(f"{value:f}") == Read(value, 4)


@pytest.mark.parametrize("digits", [16, 21, 27, 28, 40, 400, 5000])
def test_a_giant_is_told_and_never_reckoned_with(digits: int) -> None:
    """No precision is lost in silence and nothing overflows."""
    assert isinstance(parse("9" * digits), Malformed)
    assert isinstance(parse("9" * digits + ".50"), Malformed)
    assert isinstance(parse("0." + "3" * digits), Malformed) == (digits > 20)
    assert told("9" * digits + ".50")


def test_exponents_and_other_notations_are_no_numbers() -> None:
    """What Python would read and an accountant would not."""
    for text in ("1e5", "1E999999999", "NaN", "Infinity", "1_000", "0x10", "+5", ""):
        assert parse(text) is None


def test_only_the_reader_makes_numbers_of_texts() -> None:
    """Decimal, int and float stand elsewhere only on what is no text of a document."""
    wrong = [
        f"{where}:{call.lineno} {ast.unparse(call)}"
        for where, tree in patterns.trees().items()
        if where not in READERS and where not in DIGITS_BY_PATTERN
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _converts(call)
    ]
    assert wrong == []


def _converts(call: ast.Call) -> bool:
    """Whether a call makes a number of what looks like a text: a match, its group, a stripped."""
    if not (isinstance(call.func, ast.Name) and call.func.id in CONVERTS and call.args):
        return False
    (first, *_) = call.args
    if isinstance(first, ast.BoolOp):
        first = first.values[0]
    if isinstance(first, ast.Subscript):
        value = first.value
        return isinstance(value, ast.Name) and value.id in TEXTUAL
    if isinstance(first, ast.Call) and isinstance(first.func, ast.Attribute):
        return first.func.attr in ("replace", "strip", "rstrip", "lstrip", "group")
    return isinstance(first, ast.Name) and first.id in TEXTUAL


def test_a_count_after_a_comma_is_still_a_count() -> None:
    """In half width a clause's comma looks like one of a number."""
    line = Line("绩效自评的4个项目中,3个项目自评等级为优,1个项目自评等级为良。", Place())
    document = Document("甲.md", "", (Page(None, (line,)),))
    edition = load("2023")
    text = running_text(document, edition)
    found = read_projects_text(text.whole, (), (), edition.statements)
    assert [one.stated.number for one in found.grades] == [3, 1]
