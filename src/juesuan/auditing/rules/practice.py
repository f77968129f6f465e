"""What is unusual in the practice of these accounts: worth a look, seldom an error."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.auditing.messages.names import CellNames
from juesuan.model.number import Address, Fact, Facts
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition
from juesuan.notation.rule import CODES, TEMPLATE, Remark, at, rule

CAPITAL = ("223", "208")
FUNDS = tuple("206 207 208 211 212 213 214 215 216 217 229 231 232 234".split())
SPENT = (("05", "1"), ("07", "3"), ("08", "1"))
NOT_BASIC = ("309", "311", "313")
ONLY_BASIC = ("20805", "21011", "22102")
RUNNING = frozenset({"01", "50"})


def _amount(facts: Facts, form: str, row: str, column: str) -> Fact | None:
    return facts.known(Address(form, row, column))


@rule(
    "口径.基本支出科目列项目支出",
    basis=f"{CODES}：行政运行、事业运行等科目反映基本支出",
    mend="核实该笔支出应列的科目；确属项目支出的，改列相应项级科目",
    example="2010301 行政运行的项目支出为 9.02 万元",
)
def basic_only(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """行政运行、事业运行、养老保险、医疗和住房公积金等科目一般没有项目支出。"""
    words = CellNames(reading.facts, edition)
    for fact in reading.facts.of("03"):
        row, column = fact.address.row, fact.address.column
        if column != "3" or not fact.value or len(row) != 7 or not row.isdigit():
            continue
        name = edition.functional.name(row, edition.year) or words.row("03", row)
        running = row[-2:] in RUNNING and name in ("行政运行", "事业运行")
        if running or (row.startswith(ONLY_BASIC) and not row.endswith("99")):
            message = f"{row} {name} 反映基本支出，而{words.name(fact.address)} 为 {fact.printed}"
            spots = at(reading.facts, fact.address)
            yield Remark("提示", message, (fact.address,), spots)


@rule(
    "口径.预算科目",
    basis=f"{CODES}：国有资本经营预算支出列 223（社会保险补助列 208），政府性基金支出列指定的类",
    mend="核实该类支出属于哪一本预算",
    example="国有资本经营预算财政拨款一栏列有教育支出",
)
def budget_classes(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """政府性基金预算和国有资本经营预算支出只列规定的功能分类。"""
    words = CellNames(reading.facts, edition)
    for fact in reading.facts.of("04"):
        row, column = fact.address.row, fact.address.column
        usual = {"4": FUNDS, "5": CAPITAL}.get(column)
        if usual and fact.value and row.isdigit() and row not in usual:
            message = f"{words.name(fact.address)} 为 {fact.printed}，这本预算一般没有这一类支出"
            spots = at(reading.facts, fact.address)
            yield Remark("提示", message, (fact.address,), spots)


@rule(
    "口径.基本支出经济分类",
    basis=f"{CODES}：309、311、313 不用于基本支出",
    mend="资本性支出（基本建设）等改列项目支出",
    example="基本支出决算明细表列有 309",
)
def economic_classes(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """一般公共预算基本支出不应列 309、311、313 类经济分类科目。"""
    words = CellNames(reading.facts, edition)
    for fact in reading.facts.of("06"):
        if fact.value and fact.address.row.startswith(NOT_BASIC):
            message = (
                f"{words.name(fact.address)}（{fact.address.row}）为 {fact.printed}，不属于基本支出"
            )
            spots = at(reading.facts, fact.address)
            yield Remark("提示", message, (fact.address,), spots)


@rule(
    "口径.财政收支逐科目",
    basis=f"{TEMPLATE}：没有财政拨款结转结余的，各科目财政拨款收入与支出相等",
    mend="核对该科目的财政拨款收入和支出",
    example="财政拨款年初年末结转结余均为零，而某科目财政拨款收入 10.00、支出 12.00",
)
def by_code(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """年初、年末都没有财政拨款结转和结余的，各科目财政拨款收入应等于财政拨款支出。"""
    facts = reading.facts
    ends = ("年初财政拨款结转和结余", "1"), ("年末财政拨款结转和结余", "2")
    carried = [_amount(facts, "04", row, column) for row, column in ends]
    if any(fact is None or fact.value for fact in carried) or not _whole(facts):
        return
    words = CellNames(facts, edition)
    for code in (row for row in facts.rows("02") if row.isdigit() and len(row) == 7):
        income = _amount(facts, "02", code, "2")
        parts = [_amount(facts, form, code, column) for form, column in SPENT]
        spent = [fact for fact in parts if fact is not None]
        if income is None or len(spent) < len(parts):
            continue
        total = sum((fact.value for fact in spent), Decimal(0))
        room = income.half + sum((fact.half for fact in spent), Decimal(0))
        if abs(income.value - total) > room:
            message = (
                f"没有财政拨款结转结余，而 {code} {words.row('02', code)} 财政拨款收入"
                f" {words.amount(income.value, income)}，支出 {words.amount(total, income)}"
            )
            addresses = tuple(f.address for f in (income, *spent) if f.printed)
            yield Remark("提示", message, addresses, at(facts, *addresses))


def _whole(facts: Facts) -> bool:
    """Whether the forms that income and spending are taken from were read without loss."""
    states = [facts.forms.get(form) for form in ("02", "05", "07", "08")]
    return all(state is not None and state.known and not state.partial for state in states)


@rule(
    "口径.负数支出",
    basis=TEMPLATE,
    mend="核实是否误填负号；冲减以前年度支出的，应加以说明",
    example="支出决算表 2010399 的项目支出为 -3.20",
)
def negatives(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """支出科目的金额一般不为负数。"""
    words = CellNames(reading.facts, edition)
    for form in ("03", "05", "06"):
        for fact in reading.facts.of(form):
            leaf = len(fact.address.row) == (5 if form == "06" else 7)
            if fact.value < 0 and leaf and fact.address.row.isdigit():
                message = f"{words.name(fact.address)} 为负数 {fact.printed}，请核实"
                spots = at(reading.facts, fact.address)
                yield Remark("提示", message, (fact.address,), spots)
