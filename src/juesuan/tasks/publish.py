"""`juesuan publish`: what prepare wrote -> one whole disclosure, in every format, in a folder."""

from __future__ import annotations

from collections.abc import Mapping
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
from juesuan.model.number import UNITS, ZERO, Address, Fact, Facts, FormState, State
from juesuan.model.page import Limits, Unreadable
from juesuan.notation import spelling
from juesuan.notation.edition import Edition, load
from juesuan.notation.form import Form
from juesuan.notation.look import load_look
from juesuan.preparing.disclosure_texts import evaluated, texts, typed
from juesuan.preparing.prepared_folder import AGAIN, Untraceable, content, manifest, sound
from juesuan.publishing.disclosure.every_format import FORMATS, write_formats
from juesuan.publishing.disclosure.markdown_text import write_markdown
from juesuan.publishing.disclosure.not_set import NotSet
from juesuan.publishing.sheets.cell_values import Unwritable
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

DEPARTMENT, TEXTS = "department.json", "texts.json"
DRAFT = "草稿"


class PublishChoices(NamedTuple):
    """What to publish: formats, edition ("" for the prepared one's), day, whether it is final.

    `fonts` is a folder of the office's own faces, "" for none.
    """

    formats: tuple[str, ...] = FORMATS
    edition: str = ""
    day: date | None = None
    final: bool = False
    fonts: str = ""


class Composed(NamedTuple):
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


def units_of(home: Path) -> tuple[str, ...]:
    """The codes of the units of a folder that prepare wrote; raises Untraceable."""
    return tuple(manifest(home).units)


def publish_one(
    home: str, out: str, unit: str, choices: PublishChoices, limits: Limits
) -> Published:
    """Write the disclosure of a unit, "" for the department, into the folder `out`.

    Raises Unreadable where `home` is not what prepare wrote, or a page cannot be set.
    """
    del limits  # those of the process
    try:
        made = composed(Path(home), unit, choices)
        for name, data in written(made.disclosure, made.edition, choices).items():
            file = Path(out, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    except (Untraceable, NotSet, Unwritable) as error:
        raise Unreadable(str(error)) from error
    return _published(made)


def written(
    disclosure: Disclosure, edition: Edition, choices: PublishChoices
) -> Mapping[str, bytes]:
    """The files of one disclosure by their names."""
    fonts = Path(choices.fonts) if choices.fonts else None
    return write_formats(disclosure, edition, load_look(), choices.formats, fonts)


def composed(home: Path, unit: str, choices: PublishChoices) -> Composed:
    """The disclosure of a unit, "" for the department; raises Untraceable."""
    named = manifest(home)
    edition = load(choices.edition or named.edition)
    if named.draft and choices.final:
        raise Untraceable(f"“{home.name}”是编制的草稿，不能定稿：{AGAIN}")
    with sound(f"“{home.name}”里的文件"):
        file = home / (f"units/{named.units[unit]}.json" if unit else DEPARTMENT)
        words = content(home / TEXTS, dict)
        tables = typed(words["tables"], edition.books)
        rows = BooksRows(tables, frozenset(words["counted"]), words["booked"])
        whose = "" if len(named.units) == 1 else unit  # of one unit everything is its own
        projects = evaluated(rows, whose, edition.year, edition.scoring)
        book_texts = replace(texts(rows, whose, edition.year), evaluated=projects)
        imprint = Imprint(
            choices.day or book_texts.published or date(edition.year, 12, 31),
            unit=bool(unit) or len(named.units) == 1,
            rounding=named.rounding,
            mark="" if choices.final else DRAFT,
        )
        account = replace(_account(content(file, dict), edition), code=whose)
    _comparable(account, load(named.edition), edition)
    return Composed(unit, edition, compose(account, book_texts, edition, imprint))


def _comparable(account: Account, prepared: Edition, edition: Edition) -> None:
    """Raise Untraceable where an edition prints what was not prepared: a year, a column."""
    if prepared.year != edition.year:
        raise Untraceable(
            f"编的是 {prepared.year} 年度的决算，不能按 {edition.id} 公开：请写同一年度的版本"
        )
    for form in edition.forms:
        counterpart = prepared.form(form.id)
        ids = {column.id for column in counterpart.columns} if counterpart else set()
        lacking = [column.id for column in form.columns if column.id not in ids]
        if lacking and account.shown.forms[form.id].state == "read":
            raise Untraceable(
                f"按 {prepared.id} 编制的数没有{form.title}的“{'、'.join(lacking)}”栏，"
                f"不能按 {edition.id} 公开：请在“年度信息”表写明地区口径，重新编制"
            )


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
    state: State = "read" if filled else "empty"
    return FormState(form.id, form.title, state, columns=columns, unshown=form.unshown(columns))


def _published(made: Composed) -> Published:
    """What is missing, and what an audit of the text says: it is read as anybody would read it."""
    title = made.disclosure.title
    document = open_document(f"{title}.md", write_markdown(made.disclosure))
    findings = audit(read_document(document, made.edition), made.edition)
    return Published(title, made.unit, tuple(made.disclosure.gaps), tuple(findings))
