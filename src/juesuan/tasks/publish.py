"""`juesuan publish`: what prepare wrote -> whole disclosures, in every format, in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from juesuan.auditing import audit
from juesuan.composing.composition import Imprint, compose
from juesuan.model.accounts import Account, BooksRows
from juesuan.model.disclosure import Disclosure, Gap
from juesuan.model.finding import Finding
from juesuan.model.number import UNITS, ZERO, Address, Fact, Facts, FormState
from juesuan.notation import spelling
from juesuan.notation.edition import Edition, load
from juesuan.notation.form import Form
from juesuan.notation.look import load_look
from juesuan.preparing import Untraceable
from juesuan.preparing.disclosure_texts import evaluated, texts, typed
from juesuan.preparing.tracing.prepared import AGAIN, content, manifest, sound
from juesuan.publishing.disclosure.formats import FORMATS, write_formats
from juesuan.publishing.disclosure.markdown_text import write_markdown
from juesuan.publishing.whole import stems, whole_folder
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

MANIFEST, DEPARTMENT, TEXTS = "manifest.json", "department.json", "texts.json"
UNITS_FOLDER = "单位"
DRAFT = "草稿"


class PublishChoices(NamedTuple):
    """What to publish: formats, edition ("" for the prepared one's), day, whether it is final.

    `units` publishes every unit's own beside the department's; `fonts` is a folder of the
    office's own faces, "" for none.
    """

    formats: tuple[str, ...] = FORMATS
    edition: str = ""
    day: date | None = None
    final: bool = False
    units: bool = False
    fonts: str = ""


class Made(NamedTuple):
    """One disclosure: of which unit ("" the department), by which edition."""

    unit: str
    edition: Edition
    disclosure: Disclosure


class Published(NamedTuple):
    """What was published: its title, of which unit, what is missing, what an audit of it says."""

    title: str
    unit: str
    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What cannot be true."""
        return tuple(finding for finding in self.findings if finding.severity == "错误")


class Unfinished(ValueError):
    """A final disclosure with gaps or errors; nothing was written."""

    def __init__(self, published: tuple[Published, ...]) -> None:
        self.published = published
        super().__init__("；".join(one.title for one in published))


def publish(home: Path, out: Path, choices: PublishChoices) -> tuple[Published, ...]:
    """Write the disclosures into the folder `out`, all of them or none.

    Raises Untraceable (a ValueError) where `home` is not what prepare wrote, Unfinished for a final
    disclosure that is not, NotSet where a page cannot be set, FileExistsError for a folder in use.
    """
    made = list(disclosures(home, choices))
    told = tuple(_published(one, choices) for one in made)
    if choices.final and any(one.gaps or one.errors for one in told):
        raise Unfinished(told)
    with whole_folder(out) as beside:
        for one, names in zip(made, _folders(made), strict=True):
            for name, data in written(one.disclosure, one.edition, choices).items():
                file = beside.joinpath(names, name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
    return told


def written(
    disclosure: Disclosure, edition: Edition, choices: PublishChoices
) -> Mapping[str, bytes]:
    """The files of one disclosure by their names."""
    fonts = Path(choices.fonts) if choices.fonts else None
    return write_formats(disclosure, edition, load_look(), choices.formats, fonts)


def disclosures(home: Path, choices: PublishChoices) -> Iterator[Made]:
    """The department's disclosure, then those of the units where asked for."""
    named, head = manifest(home), content(home / MANIFEST, dict)
    edition = load(choices.edition or named.edition)
    with sound(f"“{home.name}”里的文件"):
        if head.get("draft") and choices.final:
            raise Untraceable(f"“{home.name}”是编制的草稿，不能定稿：{AGAIN}")
        files = {"": home / DEPARTMENT}
        if choices.units:
            files |= {u: home / "units" / f"{head['units'][u]}.json" for u in named.units}
        words = content(home / TEXTS, dict)
        tables = typed(words["tables"], edition.books)
        rows = BooksRows(tables, frozenset(words["counted"]), words["booked"])
        for unit, file in files.items():
            told = replace(
                texts(rows, unit, edition.year),
                evaluated=evaluated(rows, unit, edition.year, edition.scoring),
            )
            imprint = Imprint(
                choices.day or told.published or date(edition.year, 12, 31),
                unit=bool(unit) or len(named.units) == 1,
                rounding=head["rounding"],
                mark="" if choices.final else DRAFT,
            )
            account = _account(content(file, dict), edition)
            yield Made(unit, edition, compose(account, told, edition, imprint))


def _account(data: Mapping[str, Any], edition: Edition) -> Account:
    """An account as prepare wrote it: exact amounts in 元, and what was printed."""
    shown = {fact.address: fact for fact in map(_shown, data["facts"])}
    exact = {
        fact.address: Fact(fact.address, Decimal(row["value"]), name=fact.name)
        for fact, row in zip(shown.values(), data["facts"], strict=True)
    }
    forms = {form.id: _state(form, shown) for form in edition.forms}
    return Account(data["code"], data["name"], Facts(exact, forms), Facts(shown, forms))


def _shown(row: Mapping[str, str]) -> Fact:
    amount = spelling.amount(row["printed"])
    unit = UNITS.get(row["unit"], Decimal(1))
    value = amount[0] * unit if amount else ZERO
    address = Address.parse(row["address"])
    return Fact(address, value, printed=row["printed"], unit=row["unit"], name=row["name"])


def _state(form: Form, shown: Mapping[Address, Fact]) -> FormState:
    filled = any(fact.value for at, fact in shown.items() if at.form == form.id and not at.period)
    columns = tuple(column.id for column in form.columns)
    return FormState(form.id, form.title, "read" if filled else "empty", columns=columns)


def _published(made: Made, choices: PublishChoices) -> Published:
    """What is missing, and what an audit of the text says: it is read as anybody would read it."""
    text = write_markdown(made.disclosure)
    document = open_document(f"{made.disclosure.title}.md", text)
    reading = read_document(document, made.edition)
    found = tuple(audit(reading, made.edition))
    return Published(made.disclosure.title, made.unit, tuple(made.disclosure.gaps), found)


def _folders(made: Sequence[Made]) -> Iterator[str]:
    """Where the files of each go: the department's on top, a unit's in a folder of its code."""
    names = stems(f"{one.unit}.x" for one in made if one.unit)
    yield from ("", *(f"{UNITS_FOLDER}/{name}" for name in names))
