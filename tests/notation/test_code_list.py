"""The classifications are complete trees, and know every code of the golden files."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

TESTS = Path(__file__).parents[1]
CODES = TESTS.parent / "src" / "juesuan" / "editions" / "codes"
GOLDEN = sorted((TESTS / "golden").glob("*-20??.csv"))
LENGTHS = {"functional": {3, 5, 7}, "economic": {3, 5}}


class Row(NamedTuple):
    """One name of one code, and the budget years it holds in (both ends included)."""

    code: str
    name: str
    first: int
    last: int

    def overlaps(self, other: "Row") -> bool:
        """Whether there is a year in which both names hold."""
        return self.first <= other.last and other.first <= self.last


def table(path: Path) -> list[dict[str, str]]:
    """The records of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows(kind: str) -> list[Row]:
    """The rows of one classification, an empty year being open."""
    return [
        Row(r["code"], r["name"], int(r["from"] or 0), int(r["to"] or 9999))
        for r in table(CODES / f"{kind}.csv")
    ]


def by_code(kind: str) -> dict[str, list[Row]]:
    """The names of each code."""
    found = defaultdict(list)
    for row in rows(kind):
        found[row.code].append(row)
    return found


def golden_codes(path: Path) -> Iterator[tuple[str, str]]:
    """(classification, code) of every coded row of a golden file."""
    for record in table(path):
        form, row, _ = record["address"].split(":")
        if row.isdigit():
            yield ("economic" if form == "06" else "functional"), row


@pytest.mark.parametrize("kind", LENGTHS)
def test_rows_are_well_formed(kind: str) -> None:
    for row in rows(kind):
        assert row.code.isdigit(), row
        assert len(row.code) in LENGTHS[kind], row
        assert row.name, row
        assert row.name == row.name.strip(), row
        assert row.first <= row.last, row


@pytest.mark.parametrize("kind", LENGTHS)
def test_a_code_has_one_name_in_a_year(kind: str) -> None:
    for names in by_code(kind).values():
        for one, other in combinations(names, 2):
            assert not one.overlaps(other), (one, other)


@pytest.mark.parametrize("kind", LENGTHS)
def test_every_code_stands_under_its_parent(kind: str) -> None:
    known = by_code(kind)
    for row in rows(kind):
        if len(row.code) > 3:
            assert any(row.overlaps(up) for up in known.get(row.code[:-2], [])), row


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_golden_codes_are_known_in_their_year(path: Path) -> None:
    year = int(path.stem.rsplit("-", 1)[1])
    seen = set(golden_codes(path))
    assert seen
    for kind, code in seen:
        assert any(r.first <= year <= r.last for r in by_code(kind).get(code, [])), code


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_golden_items_are_explained(path: Path) -> None:
    explained = {r["code"] for r in table(CODES / "functional.csv") if r["definition"]}
    items = {c for kind, c in golden_codes(path) if kind == "functional" and len(c) == 7}
    assert items <= explained


def test_tails_are_two_digits_named_and_explained() -> None:
    tails = table(CODES / "tails.csv")
    assert [t["tail"] for t in tails] == ["01", "02", "03", "50", "99"]
    assert all(t["name"] and t["definition"] for t in tails)


@pytest.mark.parametrize("path", sorted(CODES.glob("*.csv")), ids=lambda p: p.stem)
def test_files_are_plain_utf8_lines(path: Path) -> None:
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
