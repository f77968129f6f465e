"""Sentences written from true accounts are read back as the same claims, never contradicted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import WHOLE, examples
from tests.making.accounts import closing, ledger, tables
from tests.making.narration import narrative, numbers, written
from tests.making.rendering import document

from juesuan.auditing import audit
from juesuan.model.number import Address, Fact, Facts
from juesuan.notation.edition import Edition, load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

PRINTED = re.compile(r"-?[\d,]+(?:\.\d+)?%?")
EDITIONS = ("2023", "2024", "2023-310000", "2024-310000")


def two_years(random: Random, edition: Edition) -> Facts:
    """This year's tables, last year's as @上年, and a budget for every item."""
    before = ledger(random, edition)
    this = tables(edition, ledger(random, edition, closing(before)))
    found = dict(this.items())
    for address, fact in tables(edition, before).items():
        moved = address._replace(period="上年")
        found[moved] = Fact(moved, fact.value)
    budgets = {
        row: Decimal(random.randint(0, 10**9)) / 100 for row in this.rows("05") if len(row) == 7
    }
    total = sum(budgets.values(), Decimal(0))
    for row, value in {**budgets, "合计": total}.items():
        address = Address("05", row, "1", "年初预算")
        found[address] = Fact(address, value)
    found.update({fact.address: fact for fact in told(random, found)})
    return Facts(found, this.forms)


def told(random: Random, tables_of: dict[Address, Fact]) -> Iterator[Fact]:
    """What only the text tells: operating funds, procurement, vehicles and counts."""
    zero = Decimal(0)
    basic = tables_of.get(Address("06", "公用经费合计", "1"))
    running = (basic.value if basic else zero) // 2
    goods, works, services = (Decimal(random.randint(0, 10**8)) / 100 for _ in range(3))
    received = tables_of[Address("09", "三公经费", "12")].value
    abroad = tables_of[Address("09", "三公经费", "8")].value
    kept, lent = random.randint(0, 4), random.randint(0, 4)
    amounts = {
        "机关运行经费": running,
        "政府采购支出总额": goods + works + services,
        "政府采购货物": goods,
        "政府采购工程": works,
        "政府采购服务": services,
        "中小企业合同": goods + works,
        "小微企业合同": goods,
        "国内接待费": received,
        "出国团组": Decimal(int(abroad > 0)),
        "出国人次": Decimal(3 * int(abroad > 0)),
        "国内接待批次": Decimal(2 * int(received > 0)),
        "国内接待人次": Decimal(9 * int(received > 0)),
        "车辆": Decimal(kept + lent),
        "机要通信用车": zero,
        "应急保障用车": Decimal(kept),
        "其他用车": Decimal(lent),
        "大型设备": Decimal(1),
    }
    for name, value in amounts.items():
        yield Fact(Address("文", name, "1"), value)
    for period in ("上年", "年初预算"):
        change = Decimal(random.randint(-5, 5) * 1000)
        yield Fact(Address("文", "机关运行经费", "1", period), max(running + change, zero))


@settings(max_examples=examples(WHOLE, 30))
@given(st.sampled_from(EDITIONS), st.integers(0, 2**32))
def test_what_is_written_is_read_back_and_never_contradicted(name: str, seed: int) -> None:
    """The same formulas with the same words, number by number; no 错误."""
    random, edition = Random(seed), load(name)  # noqa: S311 - accounts, not secrets
    facts = two_years(random, edition)
    department = "上海市清河区档案局" if edition.region else "云川市清河区档案局"
    blocks = narrative(facts, edition, department)
    text = document(edition, facts, random, "tab", department) + written(blocks)
    found = read(open_document("试.md", text.encode()))
    wanted = Counter(
        (number.says, PRINTED.findall(number.text)[-1])
        for number in numbers(blocks)
        if any(map(str.isdigit, number.text))
    )
    claims = Counter(
        (claim.says, claim.printed.removesuffix("万元"))
        for claim in found.claims
        if any(map(str.isdigit, claim.printed)) and claim.relation == "="
    )
    assert claims == wanted
    assert [f.message for f in audit(found, load(found.meta.edition)) if f.severity == "错误"] == []
