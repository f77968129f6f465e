"""How much a foreign file may cost before it is refused: one settings record for every reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one reading; a file beyond them is `Unreadable`."""

    bytes: int = 200 * 2**20
    """Size of the file as it comes, in bytes."""
    pages: int = 3000
    """Pages of one document, or sheets of one workbook."""
    cells: int = 2_000_000
    """Cells, characters or drawn segments kept of one page, sheet or table."""
    unpacked: int = 2**30
    """Size of the unpacked parts of an archive (XLSX, DOCX) together, in bytes."""
    ratio: int = 200
    """How many times larger than packed a part of an archive may unpack."""
    pixels: int = 100_000_000
    """Pixels of one picture."""
    seconds: float = 120
    """Time a reading may take."""
    memory: int = 4 * 2**30
    """Memory a reading may take, in bytes."""
