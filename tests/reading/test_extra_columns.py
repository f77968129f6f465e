"""Columns a form may have besides; a second table of a form that bears another of its titles."""

from __future__ import annotations

import pytest
from tests.making.small_documents import errors, reading

from juesuan.auditing import audit
from juesuan.model.number import Address
from juesuan.notation.edition import load

BOTH, SPENT = "一般公共预算财政拨款收入支出决算表", "一般公共预算财政拨款支出决算表"
COLUMNS = ("年初结转和结余", "本年收入", "本年支出合计", "基本支出", "项目支出", "年末结转和结余")
ROWS = (
    ("合计", "", "3.00", "100.00", "98.00", "80.00", "18.00", "5.00"),
    ("210", "卫生健康支出", "3.00", "100.00", "98.00", "80.00", "18.00", "5.00"),
    ("21004", "公共卫生", "3.00", "100.00", "98.00", "80.00", "18.00", "5.00"),
    ("2100402", "卫生监督机构", "", "60.00", "60.00", "60.00", "", ""),
    ("2100403", "妇幼保健机构", "3.00", "40.00", "38.00", "20.00", "18.00", "5.00"),
)


def table(title: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """A table of codes in Markdown."""
    lines = [("科目编码", "科目名称", *columns), ("---",) * (len(columns) + 2), *rows]
    return f"五、{title}\n单位：万元\n\n" + "".join(f"| {' | '.join(c)} |\n" for c in lines) + "\n"


def spent(rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    """The same as spending alone."""
    return table(SPENT, COLUMNS[2:5], tuple((*row[:2], *row[4:7]) for row in rows))


def test_what_a_form_may_have_besides_is_read_and_added_up() -> None:
    """年初 + 本年收入 - 本年支出 = 年末, row by row and over the rows."""
    text = table(BOTH, COLUMNS, ROWS)
    facts = reading(text).facts
    assert facts[Address("05", "2100403", "年末")].printed == "5.00"
    assert facts[Address("05", "合计", "1")].printed == "98.00"
    assert not errors(text)
    (error,) = errors(text.replace("18.00 | 5.00 |\n\n", "18.00 | 50.00 |\n\n"))
    assert "年末结转和结余 写 50.00 万元，应" in error.message


def test_a_column_left_wholly_blank_is_not_filled_in() -> None:
    """It is no zero: 04 may well show what was carried over."""
    rows = tuple((*row[:2], "", row[4], *row[4:7], "") for row in ROWS)
    facts = reading(table(BOTH, COLUMNS, rows)).facts
    assert facts.forms["05"].columns == ("收入", "1", "2", "3")
    assert facts.known(Address("05", "合计", "年初")) is None


def test_a_table_without_them_is_not_asked_for_them() -> None:
    """Nothing is said of what a region does not print."""
    document = reading(spent())
    told = audit(document, load(document.meta.edition))
    assert not any("年初" in f.message or "本年收入”" in f.message for f in told)
    assert document.facts.forms["05"].columns == ("1", "2", "3")


@pytest.mark.parametrize("turned", [False, True])
def test_two_tables_of_a_form_by_two_of_its_titles_should_show_the_same(turned: bool) -> None:  # noqa: FBT001
    """收入支出 and 支出; whichever stands first the wider one is the form."""
    wrong = tuple(tuple(c.replace("38.00", "83.00") for c in row) for row in ROWS)
    for rows, count in ((ROWS, 0), (wrong, 1)):
        tables = [table(BOTH, COLUMNS, ROWS), spent(rows)]
        text = "".join(reversed(tables) if turned else tables)
        found = errors(text)
        assert len(found) == count
        assert len(reading(text).facts.forms["05"].columns) == len(COLUMNS)
        if count:
            assert "同样的数在两张表中不同" in found[0].message
            assert found[0].expected == "38.00"


def test_a_table_that_mostly_shows_other_numbers_is_of_something_else() -> None:
    """As that of a unit behind its department's: said unread, as ever."""
    half = tuple((*row[:2], *("1.00" if text else "" for text in row[2:])) for row in ROWS)
    document = reading(table(BOTH, COLUMNS, ROWS) + spent(half))
    assert not document.copies
    assert any("只读第一张" in item.reason for item in document.unread)


def test_meetings_beside_the_three_items_are_read() -> None:
    """Shaanxi prints 会议费 and 培训费 in the same table."""
    head = "| 项目 | 预算数 | 决算数 |\n|---|---|---|\n"
    items = (
        "合计 因公出国（境）费 公务用车购置及运行维护费 公务用车购置费 公务用车运行维护费".split()
    )
    items += ["公务接待费", "会议费", "培训费"]
    amounts = ("6.00", "", "4.00", "", "4.00", "2.00", "1.50", "2.50")
    rows = "".join(f"| {i} | {a} | {a} |\n" for i, a in zip(items, amounts, strict=True))
    title = "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表"
    facts = reading(f"九、{title}\n单位：万元\n\n{head}{rows}\n").facts
    assert facts[Address("09", "三公经费", "决算会议费")].printed == "1.50"
    assert not facts.forms["09"].partial
