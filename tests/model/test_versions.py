"""What a report was made by is told, and is the same wherever it is told."""

import re

import juesuan
from juesuan.model.versions import PROGRAM, Versions
from juesuan.notation.overlay import rules_version


def test_the_version_of_the_program_is_one() -> None:
    assert juesuan.__version__ == PROGRAM


def test_the_version_of_the_declarations_is_a_steady_digest() -> None:
    assert re.fullmatch("[0-9a-f]{8}", rules_version())
    first = rules_version()
    rules_version.cache_clear()
    assert rules_version() == first


def test_versions_that_are_not_known_are_not_told() -> None:
    assert str(Versions()) == ""
    assert str(Versions("1.2", "ab")) == "juesuan 1.2 · 规则 ab"
