"""Waivers know whose finding they let pass."""

from juesuan.model.settings import Waiver

WAIVER = Waiver("0123456789ab", "口径", "王某", "2026-12-31", department="甲局", year=2024)


def test_a_waiver_is_of_one_department_and_year() -> None:
    assert WAIVER.of("甲局", 2024, "ff" * 32)
    assert not WAIVER.of("乙局", 2024, "ff" * 32)
    assert not WAIVER.of("甲局", 2023, "ff" * 32)
    assert WAIVER._replace(year=None).of("甲局", 2023, "ff" * 32)


def test_a_waiver_of_one_document_goes_by_its_bytes_alone() -> None:
    waiver = WAIVER._replace(department="", document="abcdef01")
    assert waiver.mark == "0123456789ab@abcdef01"
    assert waiver.of("乙局", 2020, "abcdef0123")
    assert not waiver.of("甲局", 2024, "0123abcdef")
