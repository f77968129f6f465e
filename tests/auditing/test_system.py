"""All equations together: feasible, the cheapest departure, the conflict, the interval left."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import examples
from tests.making.golden_forms import golden

from juesuan.auditing import system as systems
from juesuan.auditing.system import Exhausted, System, SystemRow, Variable
from juesuan.auditing.tables.check import Amounts, check_all
from juesuan.auditing.tables.diagnosis import build, diagnose
from juesuan.model.number import Address

HALF = 50_000_000
UNIT = 2 * HALF


def cell(name: str) -> Address:
    return Address("01", name, "1")


def var(name: str, units: int, half: int | None = HALF) -> Variable:
    return Variable(cell(name), units * UNIT, half)


def equal(*terms: tuple[int, str]) -> SystemRow[None]:
    return SystemRow(tuple((factor, cell(name)) for factor, name in terms), 0, 0)


def test_intervals_that_touch_in_one_point_agree() -> None:
    copies = [var("a", 32671), var("b", 32672)]
    assert System(copies, [equal((1, "a"), (-1, "b"))]).feasible()
    apart = [var("a", 32671), var("b", 32673)]
    assert not System(apart, [equal((1, "a"), (-1, "b"))]).feasible()


@pytest.mark.parametrize("size", [10**3, 10**8, 10**12])
def test_touching_intervals_agree_whatever_the_size(size: int) -> None:
    names = "abc"
    found = [var(name, size) for name in names] + [var("d", 3 * size + 2)]
    rows = [equal((1, "d"), *((-1, name) for name in names))]
    assert System(found, rows).feasible()
    assert not System([*found[:3], var("d", 3 * size + 3)], rows).feasible()


def test_each_equation_can_hold_and_all_together_not() -> None:
    """Half a unit up in one chain and half a unit down in the other leave no room."""
    found = [var("a", 100), var("b", 101), var("c", 102)]
    rows = [equal((1, "a"), (-1, "b")), equal((1, "b"), (-1, "c"))]
    assert all(System(found, [row]).feasible() for row in rows)
    both = System(found, rows)
    assert not both.feasible()
    assert both.conflict((0, 1)) == (0, 1)
    moved, forced = both.deviations()
    assert sum(map(abs, moved.values())) == pytest.approx(UNIT, rel=1e-4)
    assert forced == (0, 1)


def test_unknown_amounts_are_implied_and_can_conflict() -> None:
    """Two sentences imply last year: 100 - 10 and 200 - 90 cannot both be it."""
    last = Variable(cell("去年"))
    found = [last, var("a", 100), var("b", 200), var("da", 10), var("db", 90)]
    rows = [
        equal((1, "a"), (-1, "da"), (-1, "去年")),
        equal((1, "b"), (-1, "db"), (-1, "去年")),
    ]
    assert System(found, rows[:1]).feasible()
    both = System(found, rows)
    assert not both.feasible()
    assert both.feasible([cell("db")])
    low, high = both.extremes(cell("db"))
    assert (low / UNIT, high / UNIT) == pytest.approx((108.5, 111.5), abs=0.01)


def test_rows_left_out_bind_nothing_that_once_and_bind_again() -> None:
    found = [var("a", 100), var("b", 105), Variable(cell("c"))]
    rows = [equal((1, "a"), (-1, "b")), equal((1, "b"), (-1, "c")), equal((1, "a"), (-1, "c"))]
    one = System(found, rows)
    for _ in range(2):
        assert not one.feasible()
        assert one.feasible(without=(0, 1))
        assert not one.feasible(without=(1,))
    low, high = one.extremes(cell("c"), without=(0, 2))
    assert (low / UNIT, high / UNIT) == pytest.approx((104.5, 105.5), abs=0.01)
    low, high = one.extremes(cell("c"), without=(0, 1))
    assert (low / UNIT, high / UNIT) == pytest.approx((99.5, 100.5), abs=0.01)


def test_the_smallest_conflict_is_told_by_the_places_of_its_rows() -> None:
    found = [var("a", 100), var("b", 100), var("c", 105)]
    rows = [equal((1, "a"), (-1, "b")), equal((1, "a"), (-1, "c")), equal((1, "b"), (-1, "c"))]
    assert System(found, rows).conflict((0, 1, 2)) == (2,)
    assert System(found, rows).conflict((0, 1)) == (1,)


def test_a_ratio_is_two_rows() -> None:
    found = [var("x", 9978), var("y", 10000)]

    def said(ratio: float) -> System[None]:
        low = SystemRow(((1, cell("x")), (-(ratio - 0.00005), cell("y"))), 0, None)
        high = SystemRow(((1, cell("x")), (-(ratio + 0.00005), cell("y"))), None, 0)
        return System(found, [low, high])

    assert said(0.9978).feasible()
    assert not said(0.9987).feasible()


def test_an_amount_without_bounds_has_no_extremes() -> None:
    one: System[None] = System(
        [var("a", 1), Variable(cell("b"))], [SystemRow(((1, cell("a")),), 0, None)]
    )
    low, high = one.extremes(cell("b"))
    assert (low, high) == (-float("inf"), float("inf"))


def test_work_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems, "LIMIT", 1)
    one: System[None] = System([var("a", 1)], [equal((1, "a"))])
    one.feasible()
    with pytest.raises(Exhausted):
        one.feasible()


def test_a_system_that_departures_cannot_mend_gives_no_answer() -> None:
    with pytest.raises(Exhausted):
        System([], [SystemRow((), 1, 1)]).deviations()


@settings(max_examples=examples(400))
@given(
    st.lists(st.decimals(0, 9_000_000, places=2, allow_nan=False), min_size=2, max_size=12),
    st.integers(1, 11),
)
def test_rounded_true_accounts_are_always_feasible(exact: list[Decimal], cut: int) -> None:
    """The promise: what was made by rounding true amounts never raises an error."""
    parts = {f"n{i}": amount for i, amount in enumerate(exact)}
    head, tail = list(parts)[:cut], list(parts)[cut:]
    sums = {
        name: sum((parts[n] for n in names), Decimal(0))
        for name, names in (("h", head), ("t", tail))
    }
    sums["all"] = sums["h"] + sums["t"]
    found = [
        var(name, int((Decimal(amount) / 100).to_integral_value("ROUND_HALF_UP")))
        for name, amount in (parts | sums).items()
    ]
    rows = [
        equal((1, "h"), *((-1, n) for n in head)),
        equal((1, "t"), *((-1, n) for n in tail)),
        equal((1, "all"), (-1, "h"), (-1, "t")),
    ]
    assert System(found, rows).feasible()


@pytest.mark.parametrize("name", ["jinan-lixia-2023", "shanghai-putuo-finance-2024"])
def test_published_accounts_can_all_be_true(name: str) -> None:
    reading, edition = golden(name)
    amounts = Amounts(reading.facts)
    checks = check_all(reading.facts, edition, amounts)
    assert build(checks, amounts).feasible()
    assert diagnose(checks, amounts) == ((), ())
