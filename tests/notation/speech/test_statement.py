"""What texts say of projects is declared: wordings of all regions are read, a wrong one refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from juesuan.notation.edition import load
from juesuan.notation.formula import FormulaError
from juesuan.notation.overlay import overlaid
from juesuan.notation.speech.clue import CLUES, MARKS, read_clues, read_marks
from juesuan.notation.speech.statement import read_statements
from juesuan.reading.projects.statements import read_projects_text
from juesuan.reading.tables import tables
from juesuan.reading.text import running_text
from juesuan.sources.open import open_document

BASE = load("2023").declared


def grades(text: str, *declared: Mapping[str, Any]) -> list[tuple[str, int]]:
    """The grades a text states, by the base and what is declared over it."""
    statements = read_statements([BASE, *(overlaid(BASE, over) for over in declared)])
    document = open_document("文.md", f"2023年度\n{text}\n".encode())
    projects = read_projects_text(running_text(document, load("2023")).whole, (), (), statements)
    return [(grade.grade, grade.stated.number) for grade in projects.grades]


def test_a_wording_of_its_own_is_read_where_it_is_declared() -> None:
    text = "被评作“优”者共3个，5个项目自评等级为良。"
    own = {"statement": {"等级+": ["被评作“(?P<grade>优|良)”者共(?P<n>{纯数})个"]}}
    assert grades(text) == [("良", 5)]
    assert grades(text, own) == [("良", 5), ("优", 3)]


def test_the_wordings_of_all_regions_are_read_in_any_document() -> None:
    statements = load("2023").statements
    assert statements.first("等级", "绩效评级为“优”的项目4个")
    assert statements.first("等级", "4个项目自评等级为优")


def test_a_statement_nobody_reads_or_that_is_no_pattern_is_refused() -> None:
    for over, words in (
        ({"statement": {"等极": ["甲"]}}, "“等极”没有人读"),
        ({"statement": {"等级+": ["(甲"]}}, "不是正则表达式"),
        ({"statement": {"等级+": ["{纯树}"]}}, "“纯树”没有声明；是否应为“纯数”"),
        ({"statement": {"等级": []}}, "缺少：等级"),
    ):
        with pytest.raises(FormulaError, match=words):
            read_statements([overlaid(BASE, over)])


@pytest.mark.parametrize(
    "table, names, read", [("clue", CLUES, read_clues), ("mark", MARKS, read_marks)]
)
def test_a_word_that_is_missing_or_no_pattern_is_named(
    table: str, names: Mapping[str, str], read: Callable[..., tuple[object, ...]]
) -> None:
    for name in names.values():
        words = {other: text for other, text in BASE[table].items() if other != name}
        with pytest.raises(FormulaError, match=f"缺少：{name}"):
            read(words, BASE["fragment"])
        with pytest.raises(FormulaError, match="不是正则表达式"):
            read({**words, name: "(甲"}, BASE["fragment"])


def test_every_word_that_is_declared_is_read() -> None:
    parts = {"现有", "变动", "去年", "本年"}  # put together in clue.py
    assert {*BASE["clue"]} == {*CLUES.values()} | parts
    assert {*BASE["mark"]} == {*MARKS.values()}


def test_the_marks_of_an_edition_are_those_its_tables_are_read_by() -> None:
    text = "2023年度\n某局部门决算\n支出决算表\n计数：万元\n|甲|\n|-|\n|乙|\n以下空白\n"
    document = open_document("文.md", text.encode())
    own = overlaid(BASE, {"mark": {"表注": "^以下空白"}})
    marks = read_marks(own["mark"], own["fragment"])
    (plain,), (noted,) = tables(document, load("2023").marks), tables(document, marks)
    assert [line.text for line in noted.below] == ["以下空白"]
    assert plain.below == ()
