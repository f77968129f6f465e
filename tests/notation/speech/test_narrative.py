"""How a narrative speaks: what is declared of it stands in the forms or only in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.notation.test_formula import EXPRESSIONS

from juesuan.model.number import Address
from juesuan.notation import formula, numbers, spelling
from juesuan.notation.edition import Edition, load
from juesuan.notation.equation import Equation
from juesuan.notation.formula import Expression, FormulaError
from juesuan.notation.speech.narrative import (
    ADJUSTED,
    FULL,
    INITIAL,
    PRIOR,
    at,
    prior,
    read_narrative,
)

EDITIONS = ("2023", "2024", "2023-310000", "2024-310000")
EMPTY: dict[str, Any] = dict.fromkeys(
    "section equations prior assumption signed judged".split(), ()
)


def made(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - TOML values
    """A narrative that declares nothing else."""
    return {**EMPTY, **changes}


@given(EXPRESSIONS, st.sampled_from([PRIOR, INITIAL, FULL, ADJUSTED]))
def test_another_period_is_the_same_formula_of_other_cells(
    expression: Expression, period: str
) -> None:
    moved = at(expression, period)
    assert {term.address.period for term in formula.terms(moved)} <= {period}
    assert [term.address[:3] for term in formula.terms(moved)] == [
        term.address[:3] for term in formula.terms(expression)
    ]
    assert at(at(moved, PRIOR), period) == moved


def test_an_equation_of_last_year_is_this_years_said_of_it() -> None:
    now = Equation.parse("05:合计:1 >= 05:合计:2 + 1", "")
    (last_year, again) = (prior(now), prior(now))
    assert last_year.text == "上年 05:合计:1 >= 05:合计:2 + 1"
    assert (last_year.relation, last_year.constant) == (now.relation, now.constant)
    assert [(f, str(t.address)) for f, t in last_year.terms()] == [
        (1, "05:合计:1@上年"),
        (-1, "05:合计:2@上年"),
    ]
    assert last_year.terms() == again.terms()


def cells(edition: Edition) -> Iterator[tuple[str, Address]]:
    """Every cell that the narrative of an edition speaks of, and by which name."""
    narrative = edition.narrative
    for section in narrative.sections:
        for subject in section.subjects:
            for expression in (subject.says, subject.budget, subject.whole):
                for term in formula.terms(expression) if expression else ():
                    yield f"{section.id} {subject.id}", term.address
        for count in section.counts:
            yield f"{section.id} {count.address.row}", count.address
        for address in section.unless:
            yield section.id, address
    for equation in (*narrative.equations, *narrative.prior, *narrative.compared):
        for _, term in equation.terms():
            yield equation.text, term.address
    for address in narrative.signed | narrative.judged:
        yield "signed, judged", address


@pytest.mark.parametrize("name", EDITIONS)
def test_whatever_is_spoken_of_is_declared(name: str) -> None:
    edition = load(name)
    counted = {f"文:{count.address.row}" for s in edition.narrative.sections for count in s.counts}
    counted |= {
        f"文:{term.address.row}"
        for section in edition.narrative.sections
        for subject in section.subjects
        for term in formula.terms(subject.says)
        if term.address.form == "文"
    }
    for named, address in cells(edition):
        form = edition.form(address.form)
        if address.form == "文":
            assert f"文:{address.row}" in counted, (named, address)
            continue
        assert form is not None, (named, address)
        assert form.readable(address.column), (named, address)
        fixed = {row.id for side in form.sides for row in side.rows} | {"合计"}
        assert address.row in fixed or address.row.isdigit() or address.row[0] == "{", named


@pytest.mark.parametrize("name", EDITIONS)
def test_a_title_means_one_section_and_a_name_one_number_of_it(name: str) -> None:
    sections = load(name).narrative.sections
    titles = [title for section in sections for title in {*section.titles}]
    assert len(titles) == len(set(titles))
    for section in sections:
        assert {*section.loose} <= {*section.titles}
        for subject in section.subjects:
            assert all(each == spelling.plain(each) for each in subject.names), subject.id
        ids = [subject.id for subject in section.subjects]
        assert len(ids) == len(set(ids)), section.id


def test_a_count_reads_the_number_in_its_slot_and_only_a_number() -> None:
    text = "购置公务用车(?:共|为)?{文:购置车辆:1}辆"
    section = {"id": "三公", "titles": ["三公"], "count": [{"text": text, "not": "上年"}]}
    ((count,),) = (each.counts for each in read_narrative(made(section=[section])).sections)
    assert count.address == Address("文", "购置车辆", "1")
    match = count.pattern.search("2023年购置公务用车共1,250辆")
    assert match is not None
    assert numbers.whole(match["number"]) == 1250
    assert count.pattern.search("购置公务用车若干辆") is None
    assert count.unless is not None
    assert count.unless.search("上年购置公务用车2辆")


@pytest.mark.parametrize(
    "count, words",
    [
        ({"text": "购置5辆"}, "没有写明数的名字：购置5辆"),
        ({"text": "(购置{文:购置车辆:1}辆"}, "不是正则表达式"),
        ({"text": "购置{文:购置车辆:1}辆", "not": "(上年"}, "不是正则表达式"),
    ],
)
def test_a_count_that_reads_no_number_is_refused(count: dict[str, str], words: str) -> None:
    section = {"id": "三公", "titles": ["三公"], "count": [count]}
    with pytest.raises(FormulaError, match=words):
        read_narrative(made(section=[section]))


def test_a_custom_compares_where_it_speaks_of_more_than_one_cell() -> None:
    ties = {"says": "01:甲:1@上年 = 01:乙:1", "why": "结转", "sure": "01:丙:1 = 01:丁:1"}
    zero = {"says": "01:丙:1 = 0", "unless": ["01:丁:1"], "why": "没有"}
    narrative = read_narrative(made(assumption=[ties, zero], equations=["01:甲:1 = 01:丁:1"]))
    tie, void = narrative.assumptions
    assert (tie.compares, void.compares) == (True, False)
    assert (tie.unless, void.unless) == ((), (Address("01", "丁", "1"),))
    assert (tie.sure is not None, void.sure is None) == (True, True)
    assert {each.equation.severity for each in narrative.assumptions} == {"提示"}
    assert [each.text for each in narrative.compared] == ["01:甲:1 = 01:丁:1", ties["says"]]


def test_titles_are_kept_as_they_are_compared() -> None:
    section = {"id": "甲", "titles": ["一、 “三公” 经费"], "loose": ["其他 情况"], "stock": True}
    (section_read,) = read_narrative(made(section=[section])).sections
    assert section_read.loose == (spelling.key("其他情况"),)
    assert section_read.titles == (spelling.key("一、“三公”经费"), *section_read.loose)
    assert (section_read.stock, section_read.dated) == (True, False)
