"""A narrative that is typeset reads back as the same claims, over the ends of lines and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from juesuan.composing.paragraphs import Narrated, narrate
from tests.lanes import examples
from tests.laws.test_sentences import EDITIONS, PRINTED, two_years
from tests.making.disclosures import disclosure
from tests.making.typeset import opened

from juesuan.auditing import audit
from juesuan.composing.page_tables import form_table
from juesuan.model.disclosure import Block, Contents, CoverPage, Heading, Text
from juesuan.model.number import Facts
from juesuan.notation.edition import Edition, load
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.pdf import write_pdf
from juesuan.tasks.read import read_document

DOCUMENTS = 200  # an example is a whole document set, read and audited


def blocks(
    edition: Edition, facts: Facts, department: str, paragraphs: list[Narrated]
) -> Iterator[Block]:
    """Cover, contents, the tables, and the narrative section by section."""
    titles = {section.id: section.titles[0] for section in edition.narrative.sections}
    yield CoverPage((f"{edition.year}年度", department, "部门决算"), f"{edition.year + 1}年8月")
    yield Contents("目录")
    yield Heading(1, "第一部分 决算表", "表")
    for number, form in enumerate(edition.forms):
        yield Heading(2, f"{'一二三四五六七八九'[number]}、{form.title}", form.id)
        yield form_table(form, facts, edition, department)
    yield Heading(1, "第二部分 情况说明", "文")
    section = ""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.section != section:
            section = paragraph.section
            yield Heading(
                2, f"{'一二三四五六七八九十'[number % 10]}、{titles[section]}", f"文-{number}"
            )
        yield Text((paragraph.text,))


@settings(max_examples=examples(DOCUMENTS, 3))
@given(st.sampled_from(EDITIONS), st.integers(0, 2**32), st.sampled_from(("", "草稿")))
def test_what_is_said_on_pages_is_read_back_and_never_contradicted(
    name: str, seed: int, mark: str
) -> None:
    random, edition = Random(seed), load(name)  # noqa: S311 - accounts, not secrets
    facts = two_years(random, edition)
    department = "上海市清河区档案局" if edition.region else "云川市清河区档案局"
    context = {"年": str(edition.year), "上年": str(edition.year - 1), "部门": department}
    paragraphs = list(narrate(facts, edition, {**context, "原因": "年中按规定程序调整了预算"}))
    whole = tuple(blocks(edition, facts, department, paragraphs))
    made = replace(disclosure(name, 1, department), blocks=whole, shown=facts, mark=mark)
    reading = read_document(opened(write_pdf(made, load_look())))
    wanted = Counter(
        (number.says, PRINTED.findall(number.words)[-1])
        for paragraph in paragraphs
        for number in paragraph.numbers
        if any(map(str.isdigit, number.words))
    )
    claims = Counter(
        (claim.says, claim.printed.removesuffix("万元"))
        for claim in reading.claims
        if any(map(str.isdigit, claim.printed)) and claim.relation == "="
    )
    assert claims == wanted
    assert [f.message for f in audit(reading, edition) if f.severity == "错误"] == []
