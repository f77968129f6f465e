"""Names of sheets and cells: safe, once, and the same as asked for where that can be."""

import re
import warnings

from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from juesuan.model.number import Address
from juesuan.publishing.sheets.cell_values import letters
from juesuan.publishing.sheets.sheet_names import (
    CellPlace,
    DefinedNames,
    SheetNames,
    fixed,
    reference,
)


def test_a_sound_name_is_kept() -> None:
    names = SheetNames(["封面"])
    assert names.take("公开03表") == "公开03表"
    assert names.take("公开03表") == "公开03表（2）"
    assert names.take("封面") == "封面（2）"
    assert names.take("History") != "History"


@given(st.lists(st.text(), max_size=6))
def test_every_name_is_one_that_a_workbook_takes(wanted: list[str]) -> None:
    names = SheetNames()
    taken = [names.take(text) for text in wanted]
    assert len({name.casefold() for name in taken}) == len(taken)
    book = Workbook("unused", {"in_memory": True})
    book.fileclosed = True  # nothing is written
    for name in taken:
        assert 0 < letters(name) <= 31
        assert not re.search(r"[\[\]:*?/\\']", name)
        book.add_worksheet(name)  # raises for a name that is none


def test_a_long_name_is_shortened_and_still_its_own() -> None:
    names = SheetNames()
    long = "附件二项目支出绩效自评结果汇总一览表" * 3
    first, second = names.take(long), names.take(long)
    assert first == long[:31]
    assert len(second) == 31
    assert second.endswith("（2）")


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=5))
def test_a_cell_has_a_name_that_a_workbook_takes(parts: list[tuple[str, str, str]]) -> None:
    names, book = DefinedNames(), Workbook("unused", {"in_memory": True})
    book.fileclosed = True
    taken = [names.take(Address(*part)) for part in parts]
    assert len({name.casefold() for name in taken}) == len(taken)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in taken:
            assert re.fullmatch(r"_[\w]*", name)
            assert book.define_name(name, "=A!$A$1") == 0


def test_an_address_is_told_by_its_name() -> None:
    names = DefinedNames()
    assert names.take(Address.parse("03:2010301:1")) == "_03_2010301_1"
    assert names.take(Address.parse("01:收入总计:1@上年")) == "_01_收入总计_1_上年"


def test_a_cell_of_another_sheet_is_named_with_its_sheet() -> None:
    place = CellPlace("底数（元）", 11, 2)
    assert reference(place, "底数（元）") == "C12"
    assert reference(place, "公开03表") == "'底数（元）'!C12"
    assert fixed(place) == "='底数（元）'!$C$12"
