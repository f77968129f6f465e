"""A place among peers is robust, carries its digits, and is not told of few."""

from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import TOTAL, keep, opened, record

from juesuan.archive.peer_group import PeerGroup, peers


def group(root: Path, amounts: list[str], unit: str = "局0", region: str = "") -> PeerGroup:
    with opened(root) as archive:
        for number, wan in enumerate(amounts):
            keep(archive, record(2023, wan, f"局{number}"))
        keep(archive, record(2022, "5.00", "局9"))
        arguments = {"year": 2023, "kind": "部门决算", "region": region, "unit": unit}
        return peers(archive, TOTAL, **arguments)  # type: ignore[arg-type]


def test_of_fewer_than_five_nothing_is_said(tmp_path: Path) -> None:
    few = group(tmp_path, ["1.00", "2.00", "3.00", "4.00"])
    assert (len(few.peers), few.middle, few.place) == (4, None, None)


def test_the_middle_and_the_place_of_five(tmp_path: Path) -> None:
    five = group(tmp_path, ["3.00", "1.00", "2.00", "400.00", "5.00"])
    assert five.middle is not None
    assert five.middle == (Decimal(30000), Decimal(20000), Decimal(50000))
    assert five.place == (3, 3)
    assert [peer.unit for peer in five.peers] == ["局3", "局4", "局0", "局2", "局1"]


def test_a_place_is_a_range_where_digits_do_not_tell(tmp_path: Path) -> None:
    assert group(tmp_path, ["3.00", "3.00", "2.00", "4.00", "3.01"]).place == (2, 4)


def test_only_a_region_and_only_who_prints_the_number(tmp_path: Path) -> None:
    amounts = ["1.00", "2.00", "3.00", "4.00", "5.00"]
    assert len(group(tmp_path, amounts, region="3701").peers) == 5
    assert group(tmp_path, amounts, region="31").peers == ()
    with opened(tmp_path) as archive:
        none = peers(archive, "03:合计:9", year=2023, kind="部门决算")
        assert (none.peers, none.lacking) == ((), 5)
