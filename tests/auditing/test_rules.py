"""The judgement rules, where more than a case (see cases/) tells what they must do."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tests.making.golden_forms import facts_of, golden, with_cells

from juesuan.auditing import audit
from juesuan.auditing.rules import RULES, unread
from juesuan.model.finding import Finding
from juesuan.model.number import Address, Facts, FormState
from juesuan.model.page import Place
from juesuan.model.reading import Reading, Unread
from juesuan.notation.edition import Edition, load

CELLS = {
    "04:本年收入合计:1": "10.00",
    "02:2010301:2": "10.00",
    "05:2010301:1": "10.00",
    "06:30101:1": "10.00",
    "03:2010301:1": "10.00",
}


def case(
    cells: Mapping[str, str] = CELLS, form: str = "", gone: Iterable[str] = (), **state: object
) -> tuple[Reading, Edition]:
    """A small document: these cells printed, some rows left out, a form's state otherwise."""
    edition = load("2023")
    facts = facts_of({Address.parse(name): text for name, text in cells.items()}, edition)
    forms = dict(facts.forms)
    if form:
        forms[form] = replace(forms[form], **state)  # type: ignore[arg-type]
    kept = {address: facts[address] for address in facts if address.row not in set(gone)}
    return Reading(golden("jinan-lixia-2023")[0].meta, Facts(kept, forms)), edition


def found(name: str, document: tuple[Reading, Edition]) -> list[Finding]:
    return list(RULES[name].check(*document))


def labelled(form: str, labels: Mapping[str, str]) -> tuple[Reading, Edition]:
    return case(form=form, labels=dict(labels))


def repeated(text: str) -> tuple[Reading, Edition]:
    reading, edition = case()
    reason = "重复的行：2010301 行政运行，只读第一次出现的"
    return replace(
        reading, unread=(Unread(text, "repeated", reason, Place(3), "03", "2010301 行政运行"),)
    ), edition


def test_every_rule_tells_its_requirement_basis_example_and_remedy() -> None:
    for name, rule in RULES.items():
        assert rule.id == name
        assert rule.says.endswith("。")
        assert rule.basis
        assert rule.mend
        assert rule.example


def test_a_missing_form_is_an_error_only_in_a_document_otherwise_read() -> None:
    (one,) = found("完整.九表齐全", case(form="03", state="missing"))
    assert one.severity == "错误"
    reading, edition = case()
    forms = {"03": reading.facts.forms["03"]}
    alone = replace(reading, facts=Facts({}, forms))
    assert found("完整.九表齐全", (alone, edition)) == []
    (unread_form,) = found("完整.九表齐全", case(form="03", state="unreadable"))
    assert unread_form.severity == "未核"


def test_names_are_compared_tolerantly() -> None:
    for label in ("行政运行", " 行政 运行", "一、行政运行"):
        assert found("科目.名称", labelled("05", {"2010301": label})) == []
    assert found("科目.名称", labelled("05", {"2299999": "其他支出"})) == []
    assert found("科目.名称", labelled("05", {"2010502": "一般行政管理事务"})) == []


def test_a_name_of_another_year_is_told_from_a_wrong_one() -> None:
    edition = load("2023")
    former = next(
        (code, name)
        for code, entries in edition.functional.entries.items()
        for name in edition.functional.names(code)
        if edition.functional.name(code, 2023) not in (None, name) and len(code) == 7 and entries
    )
    (remark,) = found("科目.名称", labelled("05", dict([former])))
    assert "是其他年度的名称" in remark.message
    assert str(edition.functional.name(former[0], 2023)) in remark.message


def test_a_row_repeated_with_another_amount_is_an_error() -> None:
    (same,) = found("科目.重复", repeated("10.00"))
    assert same.severity == "提示"
    (other,) = found("科目.重复", repeated("12.00"))
    assert other.severity == "错误"


def test_what_a_form_does_not_tell_is_not_judged() -> None:
    assert found("口径.财政收支逐科目", case(form="05", partial=True)) == []
    assert found("完整.细化到项", case({"05:201:1": "1.00"}, form="05", partial=True)) == []
    gone = case({**CELLS, "05:2010301:1": "12.00"}, form="07", columns=(), state="read")
    assert found("口径.财政收支逐科目", gone) == []


def test_unread_numbers_are_said_once_for_each_reason() -> None:
    reading, _ = case()
    items = (
        Unread("12,34", "amount", "行政运行 / 合计：“12,34”不是一个完整的金额", Place(3), "03"),
        Unread("1O.0", "amount", "事业运行 / 合计：“1O.0”不是一个完整的金额", Place(3), "03"),
        Unread("5.00", "column", "本表声明中没有这一栏", Place(4), "02"),
    )
    remarks = list(unread(replace(reading, unread=items)))
    assert [remark.severity for remark in remarks] == ["未核", "未核"]
    assert "“12,34”、“1O.0”等 2 处" in remarks[0].message


def test_a_missing_form_leaves_its_equations_unchecked_in_one_finding() -> None:
    reading, edition = golden("jinan-lixia-2023")
    forms = {**reading.facts.forms, "02": FormState("02", "收入决算表")}
    kept = {a: f for a, f in reading.facts.items() if a.form != "02"}
    remarks = audit(replace(reading, facts=Facts(kept, forms)), edition)
    left = [f.message for f in remarks if f.severity == "未核"]
    assert len(left) == 1
    assert left[0].startswith("文中没有《收入决算表》，与之有关的 ")
    (error,) = [f for f in remarks if f.severity == "错误"]
    assert error.message == "文中没有找到《收入决算表》"


def test_a_blank_template_raises_no_error() -> None:
    edition = load("2024-310000")
    reading = replace(golden("jinan-lixia-2023")[0], facts=facts_of({}, edition))
    assert {f.severity for f in audit(reading, edition)} <= {"提示"}


def test_with_cells_keeps_the_rest() -> None:
    reading, _ = golden("jinan-lixia-2023")
    assert len(with_cells(reading.facts, {"05:201:1": "1.00"})) == len(reading.facts)


def test_names_of_funds_with_bonds_are_those_of_until_2019() -> None:
    bonds = "国有土地使用权出让收入及对应专项债务收入安排的支出"
    for year, count in ((2018, 0), (2019, 0), (2020, 1)):
        reading, edition = labelled("07", {"21208": bonds})
        then = replace(reading, meta=replace(reading.meta, year=year))
        assert len(found("科目.名称", (then, edition))) == count
