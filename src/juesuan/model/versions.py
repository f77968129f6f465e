"""What a report was made by: the program, and the declarations and rules it judged by."""

from __future__ import annotations

from typing import NamedTuple

PROGRAM = "0.1.0"


class Versions(NamedTuple):
    """The release of the program and the digest of its declarations; "" where not told."""

    program: str = ""
    rules: str = ""

    def __str__(self) -> str:
        return f"juesuan {self.program} · 规则 {self.rules}" if self.program else ""
