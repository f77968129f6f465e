"""A number is called by its row and by the heads above it."""

from __future__ import annotations

import pytest
from tests.making.disclosures import disclosure
from tests.making.published import printed

from juesuan.model.number import Address
from juesuan.publishing.disclosure.open_data.cell_names import cell_names


@pytest.mark.parametrize(
    "edition, address, name",
    [
        ("2023", "03:合计:2", "合计 / 基本支出"),
        ("2023", "01:本年支出合计:1", "本年支出合计 / 支出/金额"),
        ("2023", "01:本年收入合计:1", "本年收入合计 / 收入/金额"),
        ("2023", "05:合计:1", "合计 / 本年支出/小计"),
        ("2023", "09:三公经费:9", "决算数/公务用车购置及运行维护费/小计"),
        ("2024-310000", "01:本年支出合计:1", "本年支出合计 / 支出/决算数"),
    ],
)
def test_a_number_is_called_as_its_table_says(edition: str, address: str, name: str) -> None:
    assert cell_names(disclosure(edition))[Address.parse(address)] == name


def test_every_number_in_a_table_has_a_name() -> None:
    shown = disclosure("2023")
    names = cell_names(shown)
    assert names.keys() == printed(shown).keys()
    assert all(names.values())
    forms = {(address.form, name) for address, name in names.items()}
    assert len(forms) > 300
