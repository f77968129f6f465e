"""A declaration in error is its author's to mend, and no fault of the program."""

from __future__ import annotations

import pytest

from juesuan import cli
from juesuan.notation.overlay import DeclarationError

TROUBLE = 2


def test_a_declaration_in_error_is_told_with_the_status_of_trouble(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli._unforeseen(DeclarationError("accounts/980000：甲")) == TROUBLE
    assert capsys.readouterr().err == "juesuan: 声明有误：accounts/980000：甲\n"
