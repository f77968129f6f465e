"""A reading of nothing says nothing, and is not changed afterwards."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from juesuan.model.number import Facts
from juesuan.model.page import Place
from juesuan.model.reading import Meta, Reading, Unread


def test_what_a_document_does_not_say_is_empty_and_never_guessed() -> None:
    assert Meta() == Meta(department="", year=None, edition="")
    reading = Reading(Meta(), Facts({}, {}))
    assert not any((reading.claims, reading.unread, reading.remarks, reading.numerals))
    assert (reading.prose, [*reading.projects.scores()]) == ((), [])


def test_what_was_read_is_not_changed() -> None:
    unread = Unread("8.3？", "amount", "不是一个完整的金额", Place(3), "03")
    for value, name in ((unread, "text"), (Reading(Meta(), Facts({}, {})), "facts")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, "8.37")
