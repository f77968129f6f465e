"""What was read from one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from juesuan.model.finding import Finding
from juesuan.model.number import Fact, Facts
from juesuan.model.page import FileOf, Place
from juesuan.model.project import Projects
from juesuan.model.text import Claim, Numeral, Paragraph

UnreadKind = Literal["page", "table", "rest", "other", "amount", "column", "row", "repeated"]


@dataclass(frozen=True, slots=True)
class Unread:
    """A number or a table that stands in the document and could not be read, and why.

    `kind` tells a page, a whole table, the rest of one over the page, one beside the forms that is
    known by its title, a cell that is no amount, one of a column or row that is not
    declared, and one of a row that stands twice; `row` is what that row is called.
    """

    text: str
    kind: UnreadKind
    reason: str
    place: Place = Place()
    form: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """What the document says of itself: department, year, kind; the edition chosen for it."""

    department: str = ""
    year: int | None = None
    edition: str = ""
    kind: str = ""


NO_PROJECTS = Projects()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document.

    `copies` are cells of a form that stands in a second file of the disclosure; `files` are all
    of its files, where it came in several.
    """

    meta: Meta
    facts: Facts
    claims: tuple[Claim, ...] = ()
    unread: tuple[Unread, ...] = ()
    remarks: tuple[Finding, ...] = field(default=())
    numerals: tuple[Numeral, ...] = ()
    prose: tuple[Paragraph, ...] = ()
    projects: Projects = NO_PROJECTS
    copies: tuple[Fact, ...] = ()
    files: tuple[FileOf, ...] = ()
