"""Every edition, and where in it an invented department stands."""

from __future__ import annotations

from juesuan.notation.edition import Edition
from juesuan.notation.edition_folders import regions, years

EVERY = sorted(f"{year}{r}" for year in years() for r in ("", *(f"-{r}" for r in regions())))
NOWHERE = "云川市"


def home(edition: Edition) -> str:
    """A place of the edition's region, for the name of a department; an invented one for none."""
    return regions()[edition.region][0] if edition.region else NOWHERE
