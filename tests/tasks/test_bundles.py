"""Which files are one disclosure: by folder, department, year and name; every doubt is told."""

from __future__ import annotations

from juesuan.sources.folders import Source
from juesuan.tasks.bundles import Bundles, FileContents, bundles

FORMS = frozenset({"01", "02", "03"})


def text(name: str, department: str = "", year: int | None = 2023) -> FileContents:
    """A narrative."""
    return FileContents(Source(name, name), department, year, frozenset(), 80, cards=False)


def tables(name: str, department: str = "", year: int | None = 2023) -> FileContents:
    """A workbook of forms without a narrative."""
    return FileContents(Source(name, name), department, year, FORMS, 1, cards=False)


def cards(name: str, department: str = "") -> FileContents:
    """A file of evaluation cards."""
    return FileContents(Source(name, name), department, None, frozenset(), 0, cards=True)


def joined(*files: FileContents) -> list[set[str]]:
    """The names of the files of each disclosure that several make."""
    return [{source.name for source in group} for group in bundles(files).groups]


def test_a_text_its_tables_and_its_cards_are_one() -> None:
    files = text("说明.html", "甲局"), tables("附表.xls", "甲局"), cards("自评表.docx")
    assert joined(*files) == [{"说明.html", "附表.xls", "自评表.docx"}]


def test_a_folder_of_many_departments_is_many_disclosures() -> None:
    several = [
        make(f"{name}{kind}", name)
        for name in ("甲局", "乙局", "丙局")
        for make, kind in ((text, "说明.html"), (tables, "报表.xls"))
    ]
    assert joined(*several) == [
        {f"{name}说明.html", f"{name}报表.xls"} for name in ("甲局", "乙局", "丙局")
    ]


def test_a_folder_below_belongs_to_itself_first() -> None:
    files = text("x/甲/a.html"), tables("x/甲/b.xls"), text("x/乙/a.html"), tables("x/乙/b.xls")
    assert joined(*files) == [{"x/甲/a.html", "x/甲/b.xls"}, {"x/乙/a.html", "x/乙/b.xls"}]


def test_tables_in_a_folder_below_belong_to_the_text_above() -> None:
    assert joined(text("x/a.html"), tables("x/附件/b.xls")) == [{"x/a.html", "x/附件/b.xls"}]


def test_tables_that_could_be_anybodys_are_joined_with_nobody_and_told() -> None:
    outcome = bundles([text("甲.html", "甲局"), text("乙.html", "乙局"), tables("附表.xls")])
    assert outcome.groups == ()
    (doubt,) = outcome.doubts
    assert all(name in doubt for name in ("附表.xls", "甲.html", "乙.html"))


def test_the_name_of_a_file_tells_where_its_cover_does_not() -> None:
    files = (
        text("甲局决算说明.html", "甲局"),
        text("乙局决算说明.html", "乙局"),
        tables("甲局附表.xls"),
    )
    assert joined(*files) == [{"甲局决算说明.html", "甲局附表.xls"}]


def test_another_department_or_year_is_never_joined() -> None:
    assert joined(text("a.html", "甲局"), tables("b.xls", "乙局")) == []
    assert joined(text("a.html", "甲局"), tables("b.xls", "甲局", 2022)) == []


def test_a_file_with_a_narrative_is_never_joined() -> None:
    assert bundles([text("a.html", "甲局"), text("b.html", "甲局")]) == Bundles((), ())


def test_two_workbooks_of_one_text_are_both_its_own() -> None:
    files = text("a.html", "甲局"), tables("b.xls", "甲局"), tables("c.xls", "甲局")
    assert joined(*files) == [{"a.html", "b.xls", "c.xls"}]


def test_tables_each_in_a_file_are_one_where_they_are_all_different() -> None:
    income = tables("收入.xls", "甲局")
    spending = tables("支出.xls", "甲局")._replace(forms=frozenset({"04"}))
    assert joined(income, spending) == [{"收入.xls", "支出.xls"}]
    assert joined(income, spending._replace(forms=FORMS)) == []
    assert joined(income, spending._replace(department="乙局")) == []


def test_tables_of_another_than_the_only_text_beside_them_are_told() -> None:
    outcome = bundles([text("说明.html", "甲局"), tables("附表.xls", "乙局")])
    assert outcome.groups == ()
    (doubt,) = outcome.doubts
    assert all(word in doubt for word in ("附表.xls", "乙局2023", "说明.html", "甲局2023"))
    several = [text("甲.html", "甲局"), text("乙.html", "乙局"), tables("丙.xls", "丙局")]
    assert bundles(several).doubts == ()
