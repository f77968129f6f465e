"""Addresses are read as they are written; facts say what is known, what is zero, what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.number import UNITS, Address, Fact, Facts, FormState, Interval, State

PARTS = st.text("甲乙01年/ “”（）", min_size=1, max_size=6)
ADDRESSES = st.builds(
    Address,
    form=PARTS,
    row=st.text("甲乙01:", min_size=1, max_size=6),
    column=PARTS,
    period=st.just("") | PARTS,
)
TOTAL, ITEM = Address("03", "合计", "1"), Address("03", "2010301", "1")
LAST = TOTAL._replace(period="上年")


def facts(*unknown: Address, state: State = "read", partial: bool = False) -> Facts:
    """Form 03 with 合计 and an item, 合计 of last year too."""
    known = {at: Fact(at, Decimal(5), printed="5.00") for at in (TOTAL, ITEM, LAST)}
    form = FormState("03", "支出决算表", state, columns=("1", "2"), partial=partial)
    return Facts(known, {"03": form}, unknown)


@given(ADDRESSES)
def test_an_address_is_read_as_it_is_written(address: Address) -> None:
    assert Address.parse(str(address)) == address


@pytest.mark.parametrize("text", ["", "01", "01:总计", ":总计:1", "01::1", "01:总计:", "@上年"])
def test_an_address_that_lacks_a_part_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=f"03:2010301:1.*“{text}”"):
        Address.parse(text)


def test_a_blank_is_shown_as_such_and_a_printed_zero_as_printed() -> None:
    blank, zero = Fact(TOTAL, Decimal(0)), Fact(TOTAL, Decimal(0), printed="0.00")
    assert (blank.blank, blank.shown()) == (True, "空白")
    assert (zero.blank, zero.shown()) == (False, "0.00")


@pytest.mark.parametrize(
    "state, known",
    [("read", True), ("empty", True), ("missing", False), ("unreadable", False)],
)
def test_a_form_read_in_part_is_known_and_not_whole(state: State, known: bool) -> None:  # noqa: FBT001
    assert FormState("01", "", state).known is known
    assert FormState("01", "", state).whole is known
    assert not FormState("01", "", state, partial=True).whole


def test_this_year_is_kept_apart_from_other_periods() -> None:
    read = facts()
    assert (len(read), [*read]) == (3, [TOTAL, ITEM, LAST])
    assert [fact.address for fact in read.of("03")] == [TOTAL, ITEM]
    assert [fact.address for fact in read.at("上年")] == [LAST]
    assert (read.at("年初预算"), read.rows("04")) == ((), ())


def test_rows_are_those_read_in_order_then_those_of_unknown_amounts() -> None:
    other = ITEM._replace(row="208")
    earlier = Address("03", "205", "1", "上年")
    assert facts(other, ITEM, earlier).rows("03") == ("合计", "2010301", "208")


def test_a_row_of_codes_that_is_not_there_is_zero_where_its_form_is_whole() -> None:
    absent = ITEM._replace(row="2080505")
    assert facts().known(TOTAL) == facts()[TOTAL]
    assert facts().known(absent) == Fact(absent, Decimal(0))
    assert facts().known(absent._replace(column="2")) is not None
    for doubtful in (
        facts(partial=True),
        facts(state="unreadable"),
        facts(state="missing"),
        facts(absent),
        Facts({}, {}),
    ):
        assert doubtful.known(absent) is None
    for other in (
        absent._replace(row="本年支出合计"),
        absent._replace(column="9"),
        absent._replace(period="上年"),
    ):
        assert facts().known(other) is None


def test_every_cell_of_an_empty_form_is_zero() -> None:
    cell = Address("07", "合计", "9")
    empty = Facts({}, {"07": FormState("07", "", "empty")})
    beside = Facts({}, {"07": FormState("07", "", "empty", unshown=("年末",))})
    assert beside.known(Address("07", "合计", "年末")) is None
    assert empty.known(cell) == Fact(cell, Decimal(0))
    assert empty.known(cell._replace(period="上年")) is None


def test_a_form_nothing_is_said_of_is_not_in_doubt() -> None:
    assert (facts().whole("03"), facts().whole("文")) == (True, True)
    assert not facts(partial=True).whole("03")


@given(st.sets(st.sampled_from([TOTAL, ITEM, LAST, Address("09", "三公经费", "1")])))
def test_without_some_cells_they_are_unknown_and_the_rest_stands(gone: set[Address]) -> None:
    before = facts()
    after = before.without(gone)
    assert after.unknown == gone
    assert set(after) == set(before) - gone
    assert all(after.known(at) is None for at in gone)
    assert (len(before), before.unknown) == (3, frozenset())
    assert after.without(gone).unknown == after.unknown


def test_units_are_what_they_are_called() -> None:
    assert {unit: int(value) for unit, value in UNITS.items()} == {
        "元": 1,
        "千元": 1_000,
        "万元": 10_000,
        "亿元": 100_000_000,
    }


def test_an_amount_is_shown_with_its_unit_once() -> None:
    assert Fact(TOTAL, Decimal(60000), printed="6万元", unit="万元").with_unit() == "6万元"
    assert Fact(TOTAL, Decimal(60000), printed="6.00", unit="万元").with_unit() == "6.00 万元"
    assert Fact(TOTAL, Decimal(0)).with_unit() == "空白"


def test_what_is_reckoned_is_what_a_reader_reckons() -> None:
    """6.28 of 18 is 34.89 %, although 18 as printed may be 17.5, whose share lies farther off."""
    part = Interval(Decimal("6.275"), Decimal("6.285"))
    whole = Interval(Decimal("17.5"), Decimal("18.5"))
    assert round((part / whole).middle, 4) == Decimal("0.3489")
    assert (whole * whole - part).middle == Decimal("317.72")
