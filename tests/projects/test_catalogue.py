"""Every check of projects is in the catalogue, and every one of the catalogue is made."""

from __future__ import annotations

import re
from pathlib import Path

from juesuan.projects import checks
from juesuan.projects.checks.catalogue import CHECKS

ROOM = Path(checks.__file__).parent.parent


def test_the_catalogue_is_whole_and_each_check_is_made() -> None:
    code = "".join(
        file.read_text("utf-8") for file in ROOM.rglob("*.py") if file.stem != "catalogue"
    )
    assert set(re.findall(r'"(PF-[^":,\s]+)"', code)) == CHECKS.keys()


def test_each_tells_its_requirement_example_and_remedy() -> None:
    for name, check in CHECKS.items():
        assert name == check.id
        assert check.says.endswith("。")
        assert check.example
        assert check.mend
