"""The page of a number, and of its peers."""

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import TOTAL, record

from juesuan.archive.door import Archive
from juesuan.archive.lake_rows import claim_rows, fact_rows
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.number_view import number_page, peers_page, span_of, speaks_of

SHA = record(2023, "120.00").sha256


@pytest.mark.parametrize(
    "says, speaks",
    [
        (TOTAL, True),
        (f"{TOTAL} - {TOTAL}@上年", True),
        (f"1 - ({TOTAL}@上年 / 01:总计:1)", True),
        ("03:合计:12 / 01:总计:1", False),
        ("103:合计:1", False),
    ],
)
def test_a_sentence_speaks_of_the_numbers_it_names(says: str, *, speaks: bool) -> None:
    (claim,) = claim_rows(record(claims={says: "1.00"}), "r")
    assert speaks_of(claim, TOTAL) == speaks


def test_a_number_is_as_exact_as_it_is_printed() -> None:
    (row,) = fact_rows(record(wan="1.00"), "r")
    assert span_of(row) == "9,950.00 到 10,050.00 元之间"
    assert span_of(row._replace(half_cents=0)) == "10,000.00 元"
    assert span_of(row._replace(cents=None)) == "太大，不记"


def test_peers_may_be_those_of_a_region(shelved: Archive) -> None:
    def rows(**query: str) -> int:
        page = peers_page(shelved, PortalQuestion({"address": TOTAL}, {"year": "2023", **query}))
        return len(page.tables[0].rows)

    assert rows() == rows(region="37") == 5


def test_all_of_a_number_is_on_its_page(shelved: Archive) -> None:
    page = number_page(shelved, PortalQuestion({"sha256": SHA, "address": TOTAL}, {}))
    assert [table.id for table in page.tables] == ["years", "sentences", "peers"]
    assert page.tables[2].note.endswith("不是错误，不作为审核结果。")
    assert "本部门由大到小第 3 位" in page.tables[2].note
