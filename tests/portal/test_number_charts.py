"""Charts of one number."""

from decimal import Decimal

import pytest
from tests.making.archived import record

from juesuan.archive.lake_rows import LakeFact, fact_rows
from juesuan.archive.number_history import YearOfNumber
from juesuan.archive.peer_group import Middle, Peer, PeerGroup
from juesuan.portal.number_charts import peers_chart, years_chart


def number(wan: str) -> LakeFact:
    (row,) = fact_rows(record(2023, wan), "r")
    return row


def year(when: int, wan: str) -> YearOfNumber:
    return YearOfNumber("局", "部门决算", when, "f", number(wan) if wan else None, 0)


def test_a_missing_year_is_a_gap_and_not_a_line() -> None:
    chart = years_chart("甲", [[year(2019, "1.00"), year(2020, "2.00"), year(2022, "-3.00")]])
    path = chart.partition('class="line"')[0].rpartition('d="')[2]
    assert (path.count("M"), path.count("L")) == (2, 1)
    assert chart.count("<circle") == 3
    assert "style=" not in chart
    missing = years_chart("甲", [[year(2019, "1.00"), year(2020, ""), year(2021, "2.00")]])
    assert missing.count("<circle") == 2


@pytest.mark.parametrize("years", [[], [("2020", "1.00")]])
def test_a_single_year_is_no_history(years: list[tuple[str, str]]) -> None:
    assert not years_chart("甲", [[year(int(when), wan) for when, wan in years]])


def test_peers_have_a_chart_where_they_have_a_middle() -> None:
    group = tuple(Peer(f"{n}局", "37", number(f"{n}.00")) for n in range(6))
    middle = Middle(Decimal(25000), Decimal(12500), Decimal(37500))
    chart = peers_chart("甲", PeerGroup(group, 0, middle), "3局")
    assert chart.count("<circle") == 6
    assert chart.count('class="dot mine"') == 1
    assert not peers_chart("甲", PeerGroup(group[:3], 0), "3局")
    assert not peers_chart("甲", PeerGroup(group[:1] * 6, 0, middle), "3局")
