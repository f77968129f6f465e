"""Equations: declared once, grounded on the rows and columns that were read."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.number import Address, Fact, Facts, FormState
from juesuan.notation.edition import load
from juesuan.notation.edition_folders import regions, years
from juesuan.notation.equation import REST, Equation, Ground
from juesuan.notation.formula import FormulaError

CODES = st.lists(
    st.sampled_from(["201", "20101", "2010101", "2010102", "20103", "205", "20502", "2050201"]),
    unique=True,
)
ROWS = ("合计", "201", "20101", "2010101", "2010102", "20103", "205")


def facts(rows: Iterable[str], *, partial: bool = False) -> Facts:
    """Form 03 with these rows, 1 in each of its columns 1 and 2."""
    cells = [Address("03", row, column) for row in rows for column in "12"]
    form = FormState("03", "", "read", columns=("1", "2"), partial=partial)
    return Facts({cell: Fact(cell, Decimal(1)) for cell in cells}, {"03": form})


def grounds(text: str, of: Facts) -> list[Ground]:
    """The instances of an equation of form 03."""
    return [*Equation.parse(text, "03").ground(of)]


def shown(ground: Ground) -> str:
    """An instance in short: its rows and columns with their factors."""
    return " ".join(f"{f:+} {at.row}:{at.column}" for f, at in ground.terms)


@pytest.mark.parametrize(
    "text, relation, terms, constant",
    [
        ("甲:1 = 乙:1 + 丙:1", "=", "+1 甲 -1 乙 -1 丙", 0),
        ("甲:1 - 5 >= 2 * 乙:1", ">=", "+1 甲 -2 乙", -5),
        ("甲:1 / 2 <= 7", "<=", "+0.5 甲", -7),
    ],
)
def test_all_stands_on_the_left_side_of_zero(
    text: str, relation: str, terms: str, constant: int
) -> None:
    equation = Equation.parse(text, "03")
    assert f"{equation.relation} {equation.constant:.0f}" == f"{relation} {constant}"
    assert " ".join(f"{f:+} {term.address.row}" for f, term in equation.terms()) == terms
    assert not equation.variables()
    assert equation.forms() == {"03"}


@pytest.mark.parametrize(
    "text, words",
    [
        ("{甲}:1 = 乙:1", "变量 ['甲'] 没有定义"),
        ("{下级}:1 = 乙:1", "变量 ['下级'] 没有定义"),
        ("合计:1 = Σ {行}:1", "变量 ['行'] 没有定义"),
        ("{类}:1 = Σ {下级}:1", "变量 ['下级'] 没有定义"),
        ("{类}:1 = {款}:1", "只能有一个"),
        ("甲:1 * 乙:1 = 5", "不是线性的"),
        ("甲:1", "应为 relation"),
    ],
)
def test_what_cannot_be_grounded_is_refused_when_declared(text: str, words: str) -> None:
    with pytest.raises(FormulaError) as refused:
        Equation.parse(text, "03")
    assert words in str(refused.value)


def test_a_row_variable_takes_every_row_and_a_column_variable_every_column() -> None:
    instances = grounds("{行}:{栏} = {行}:2", facts(["合计", "201"]))
    assert [shown(each) for each in instances] == [
        "+1 合计:1 -1 合计:2",
        "+1 合计:2 -1 合计:2",
        "+1 201:1 -1 201:2",
        "+1 201:2 -1 201:2",
    ]


def test_without_variables_there_is_one_instance_whatever_was_read() -> None:
    assert [shown(each) for each in grounds("甲:1 = 乙:1", Facts({}, {}))] == ["+1 甲:1 -1 乙:1"]
    assert grounds("{行}:1 = 0", Facts({}, {})) == []


@given(CODES)
def test_a_total_is_the_sum_of_the_codes_of_its_level(codes: list[str]) -> None:
    instances = grounds("合计:1 = Σ {类}:1", facts(["合计", *codes]))
    classes = [code for code in codes if len(code) == 3]
    if codes and not classes:
        assert instances == []  # a table of 项 alone
        return
    (ground,) = instances
    assert [at.row for _, at in ground.terms] == ["合计", *classes]
    assert [factor for factor, _ in ground.terms] == [1, *[-1] * len(classes)]
    assert ground.split == 1


@given(CODES)
def test_a_code_is_the_sum_of_those_just_below_it_where_there_are_any(codes: list[str]) -> None:
    instances = grounds("{科目}:1 = Σ {下级}:1", facts(codes))
    below = {
        code: [other for other in codes if other[:-2] == code and len(other) == len(code) + 2]
        for code in codes
    }
    assert {
        ground.terms[0][1].row: [at.row for _, at in ground.terms[1:]] for ground in instances
    } == {code: parts for code, parts in below.items() if parts}


def test_a_sum_over_a_form_read_in_part_is_short_of_the_rows_that_are_not_known() -> None:
    (whole,) = grounds("合计:1 = Σ {类}:1", facts(ROWS))
    (part,) = grounds("合计:1 = Σ {类}:1", facts(ROWS, partial=True))
    assert part.terms == (*whole.terms, (-1, Address("03", REST, "1")))
    fixed = grounds("合计:1 = 合计:2", facts(ROWS, partial=True))
    assert [shown(each) for each in fixed] == ["+1 合计:1 -1 合计:2"]


def test_a_class_is_bound_in_both_forms_of_a_tie() -> None:
    equation = Equation.parse("01:{类}:1 = 03:{类}:1", "01")
    both = Facts({}, {"03": FormState("03", "", "read")}, [Address("03", "205", "1")])
    assert equation.forms() == {"01", "03"}
    assert [str(at) for ground in equation.ground(both) for _, at in ground.terms] == [
        "01:205:1",
        "03:205:1",
    ]


NAMES = [*map(str, years()), *(f"{years()[-1]}-{region}" for region in regions())]
COLUMNS = {
    (f.id, column.id)
    for name in NAMES
    for f in load(name).forms
    for column in (*f.columns, *f.extra)
}


@pytest.mark.parametrize("name", NAMES)
def test_a_declared_equation_speaks_of_cells_that_some_edition_has(name: str) -> None:
    edition = load(name)
    for equation in edition.equations():
        for _, term in equation.terms():
            form, row, column, period = term.address
            declared = edition.form(form)
            assert declared is not None, equation.text
            assert column == "{栏}" or (form, column) in COLUMNS, equation.text
            fixed = {"合计"} | {r.id for side in declared.sides for r in (*side.rows, *side.past)}
            assert row.startswith("{") or row in fixed or row.isdigit(), equation.text
            assert period in ("", "上年", "年初预算", "全年预算", "调整预算"), equation.text
