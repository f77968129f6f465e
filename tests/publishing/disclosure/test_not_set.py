"""What cannot be set is told apart where nothing of the extra is installed."""

from __future__ import annotations

import subprocess
import sys

from juesuan.publishing.disclosure.not_set import NotSet

CODE = """
import sys
from juesuan.publishing.disclosure.not_set import NotSet
print({"typst", "fontTools", "pylopdf_fonts_zh_cn"} & set(sys.modules))
"""


def test_it_is_a_wrong_value_and_brings_nothing_along() -> None:
    assert issubclass(NotSet, ValueError)
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "set()"
