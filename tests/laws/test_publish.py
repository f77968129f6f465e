"""What is published is read back: the same facts in every format, and nothing wrong is found."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import examples
from tests.laws.test_sentences import EDITIONS, PRINTED, two_years
from tests.making.narration import COUNTED, Always

from juesuan.auditing import Audit, examine
from juesuan.auditing.outcome import outcome
from juesuan.composing.composition import Imprint, compose
from juesuan.model.accounts import Account, BooksTexts
from juesuan.model.disclosure import Disclosure, LinkedNumber, Text
from juesuan.model.number import UNITS, Address, Facts
from juesuan.model.reading import Reading
from juesuan.model.text import Numeral
from juesuan.notation.edition import Edition, load
from juesuan.notation.look import load_look
from juesuan.notation.spelling import shown
from juesuan.publishing.disclosure.every_format import write_formats
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

READABLE = ("md", "html", "pdf", "docx", "xlsx")
WHOLE = 0.9  # of the numbers are checked; small accounts, and counts that stand once
TOLD = {
    "主要职责": ("负责本区档案的收集、整理和保管。", "负责档案的开放和利用。"),
    "机构设置": ("本部门内设三个科室。",),
}


def disclosure(edition: Edition, seed: int) -> Disclosure:
    """The disclosure of true accounts made at random."""
    facts = two_years(Random(seed), edition)  # noqa: S311 - accounts, not secrets
    department = "上海市清河区档案局" if edition.region else "云川市清河区档案局"
    texts = BooksTexts(
        profile=TOLD,
        reasons=Always("年中按规定程序调整了预算"),
        counted=COUNTED,
        purposes="接待外地同行学习考察",
        destinations="某国",
    )
    account = Account("", department, facts, rounded(facts, edition))
    return compose(account, texts, edition, Imprint(date(edition.year + 1, 8, 30)))


def rounded(facts: Facts, edition: Edition) -> Facts:
    """The facts as printed: to the printed unit, counts as they are."""
    units = {form.id: UNITS[form.style.unit] for form in edition.forms}
    plain = {count.cell for count in edition.feeds().counts if not count.money}
    money = {
        address: fact._replace(value=Decimal(text.replace(",", "") or 0) * unit, printed=text)
        for address, fact in facts.items()
        if address not in plain
        for unit in (units.get(address.form, UNITS[edition.unit]),)
        for text in (shown(fact.value, unit) if fact.value else "",)
    }
    return Facts({**facts, **money}, facts.forms)


def written(made: Disclosure, edition: Edition, name: str) -> tuple[str, bytes]:
    """The file of one format."""
    ((file, data),) = write_formats(made, edition, load_look(), (name,), None).items()
    return file, data


def printed(facts: Facts, edition: Edition) -> dict[Address, str]:
    """This year's numbers of the tables as they are printed, nothing where that is nothing."""
    units = {form.id: UNITS[form.style.unit] for form in edition.forms}
    columns = {form.id: {column.id for column in form.columns} for form in edition.forms}
    return {
        address: shown(fact.value, units[address.form])
        for address, fact in facts.items()
        if address.form in units
        and not address.period
        and address.column in columns[address.form]
        and fact.value
    }


def wanted(made: Disclosure) -> Counter[tuple[str, str]]:
    """What the sentences say, number by number."""
    numbers = (run for b in made.blocks if isinstance(b, Text) for run in b.runs)
    return Counter(
        (run.says, PRINTED.findall(run.text)[-1])
        for run in numbers
        if isinstance(run, LinkedNumber) and any(map(str.isdigit, run.text))
    )


def claimed(reading: Reading) -> Counter[tuple[str, str]]:
    """What was understood."""
    return Counter(
        (claim.says, claim.printed.removesuffix("万元"))
        for claim in reading.claims
        if claim.relation == "="
    )


def untold(report: Audit, numeral: Numeral) -> bool:
    """Whether a numeral is left, neither held against anything nor known to be no amount."""
    return report.text.state(numeral) == "unchecked"


@pytest.mark.parametrize("form", READABLE)
@settings(max_examples=examples(8, 2))  # an example is a whole document
@given(name=st.sampled_from(EDITIONS), seed=st.integers(0, 2**32))
def test_every_format_reads_back(form: str, name: str, seed: int) -> None:
    """The same facts at the same addresses, no 错误, every number understood, nearly all covered.

    What is understood and not covered stands once in the whole document, as a count may.
    """
    edition = load(name)
    made = disclosure(edition, seed)
    file, data = written(made, edition, form)
    reading = read_document(open_document(file, data), edition)
    facts = {
        a: f for a, f in reading.facts.items() if f.value and a in printed(made.shown, edition)
    }
    assert {a: shown(f.value, UNITS[f.unit]) for a, f in facts.items()} == {
        a: text for a, text in printed(made.shown, edition).items() if text.strip("0.,-")
    }
    assert wanted(made) - claimed(reading) == Counter()
    report = examine(reading, edition)
    assert [f.message for f in report.findings if f.severity == "错误"] == []
    assert [n.text for n in reading.numerals if n.claim is None and untold(report, n)] == []
    whole = outcome(file, "", reading, report, edition)
    assert whole.coverage.share >= WHOLE, whole.coverage
