"""Tables of 三公 as regions print them: read as form 09, true ones never faulted, slips found."""

from __future__ import annotations

import pytest

from juesuan.auditing import Audit, examine
from juesuan.model.number import Address
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

BUDGET, ACTUAL, LAST = "1 2 3 4 5 6".split(), "7 8 9 10 11 12".split(), "上年"


def table(*rows: str) -> str:
    """Rows of a Markdown table, the first its head."""
    width = max(row.count("|") for row in rows) - 1
    full = [row + " |" * (width + 1 - row.count("|")) for row in rows]
    return "\n".join([full[0], "|" + " --- |" * width, *full[1:]])


TITLE = "青禾市测绘中心2021年度部门决算\n\n{}\n\n单位：万元\n\n{}\n"
ITEMS = "| {} | 合计 | 因公出国（境）费 | 公务用车购置及运行费 | | | 公务接待费 |"
TABLES = {
    "a row per year": (
        "“三公”经费支出决算表",
        table(
            ITEMS.format("三公经费项目"),
            "| | | | 小计 | 公务用车购置费 | 公务用车运行费 | |",
            "| 2021年度预算数 | 60.00 | 10.00 | 38.00 | 18.00 | 20.00 | 12.00 |",
            "| 2021年度决算数 | 51.50 | 8.50 | 35.00 | 17.00 | 18.00 | 8.00 |",
            "| 2020年度决算数 | 47.00 | 0.00 | 38.00 | 18.00 | 20.00 | 9.00 |",
        ),
    ),
    "a row per year, reception split, words beside a number": (
        "2021年“三公”经费支出决算情况表",
        table(
            ITEMS.format("行次") + " | |",
            "| | | | 小计 | 公务用车购置费 | 公务用车运行费 | 小计 | 行政运行 | 事业运行 |",
            "| 年度预算数 | 60.00 | 10.00 | 38.00 | 18.00 | 20.00 | 12.00 | 7.00 | 5.00 |",
            "| 年度决算数 | 51.50 | 8.50 | 35.00 | 17.00 | 18.00 | 8.00 | 5.00 | 3.00 |",
            "| 上年度决算数 | 47.00 | 0.00 | 38.00 | 18.00 | 20.00 | 9.00 | 5.00 | 4.00 |",
            "| 决算对比 | 增加4.50 | 增加8.50 | 减少3.00 | 减少1.00 | 减少2.00 | 减少1.00 | | |",
        ),
    ),
    "items as rows, reception before cars": (
        "二、“三公”经费支出决算表",
        table(
            "| 项 目 | 预算数 | 决算数 |",
            "| 合 计 | 60.00 | 51.50 |",
            "| 因公出国（境）费 | 10.00 | 8.50 |",
            "| 公务接待费 | 12.00 | 8.00 |",
            "| 公务用车购置及运行费 | 38.00 | 35.00 |",
            "| 其中：公务用车运行维护费 | 20.00 | 18.00 |",
            "| 公务用车购置费 | 18.00 | 17.00 |",
        ),
    ),
    "items as rows, years as columns": (
        "《“三公”经费支出决算表》",
        table(
            "| 项目 | 行次 | 2020年决算数 | 2021年决算数 | 增加额 | 增加幅度 |",
            "| （一）支出合计 | 1 | 47.00 | 51.50 | 4.50 | 9.57% |",
            "| 1.因公出国（境）费 | 2 | 0.00 | 8.50 | 8.50 | |",
            "| 2.公务用车购置及运行维护费 | 3 | 38.00 | 35.00 | -3.00 | -7.89% |",
            "| （1）公务用车购置费 | 4 | 18.00 | 17.00 | -1.00 | -5.56% |",
            "| （2）公务用车运行维护费 | 5 | 20.00 | 18.00 | -2.00 | -10.00% |",
            "| 3.公务接待费 | 6 | 9.00 | 8.00 | -1.00 | -11.11% |",
        ),
    ),
    "last year in a column of its own": (
        "一般公共预算财政拨款“三公”经费支出决算表。",
        table(
            "| 项目 | 预算数 | 决算数 | 上年决算数 |",
            "| 合计 | 60.00 | 51.50 | 47.00 |",
            "| 1.因公出国（境）费 | 10.00 | 8.50 | 0.00 |",
            "| 2.公务用车购置及运行费 | 38.00 | 35.00 | 38.00 |",
            "| 其中：公务用车购置费 | 18.00 | 17.00 | 18.00 |",
            "| 公务用车运行费 | 20.00 | 18.00 | 20.00 |",
            "| 3.公务接待费 | 12.00 | 8.00 | 9.00 |",
        ),
    ),
    "the actual amounts in one row": (
        "表7 财政拨款“三公”经费支出决算表",
        table(
            "| 合计 | 因公出国（境）费 | 公务用车费 | | | 公务接待费 |",
            "| | | 小计 | 运行维护费 | 购置费 | |",
            "| 51.50 | 8.50 | 35.00 | 18.00 | 17.00 | 8.00 |",
        ),
    ),
}
VALUES = {
    **dict(zip(BUDGET, "60.00 10.00 38.00 18.00 20.00 12.00".split(), strict=True)),
    **dict(zip(ACTUAL, "51.50 8.50 35.00 17.00 18.00 8.00".split(), strict=True)),
}
BEFORE = dict(zip(ACTUAL, "47.00 0.00 38.00 18.00 20.00 9.00".split(), strict=True))
WITH_LAST = {
    "a row per year",
    "a row per year, reception split, words beside a number",
    "items as rows, years as columns",
    "last year in a column of its own",
}
WITHOUT_BUDGET = {"items as rows, years as columns", "the actual amounts in one row"}


def judged(text: str) -> tuple[Reading, Audit]:
    """A document read and audited."""
    reading = read(open_document("文.md", text.encode()))
    return reading, examine(reading, load(reading.meta.edition))


def errors(audit: Audit) -> list[str]:
    """What is called wrong."""
    return [finding.message for finding in audit.findings if finding.severity == "错误"]


def printed(reading: Reading, period: str = "") -> dict[str, str]:
    """The amounts of form 09, by column."""
    return {
        address.column: fact.printed
        for address, fact in reading.facts.items()
        if (address.form, address.period) == ("09", period) and fact.printed
    }


@pytest.mark.parametrize("name", TABLES)
def test_a_true_table_is_read_whole_and_never_faulted(name: str) -> None:
    reading, audit = judged(TITLE.format(*TABLES[name]))
    wanted = {c: v for c, v in VALUES.items() if c in ACTUAL or name not in WITHOUT_BUDGET}
    assert printed(reading) == wanted
    assert printed(reading, LAST) == (BEFORE if name in WITH_LAST else {})
    assert errors(audit) == []


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("amount", ["51.50", "8.50", "35.00", "17.00"])
def test_a_slip_is_found(name: str, amount: str) -> None:
    title, rows = TABLES[name]
    _, audit = judged(TITLE.format(title, rows.replace(f"| {amount} |", f"| 2{amount} |", 1)))
    assert errors(audit)


@pytest.mark.parametrize("name", sorted(WITH_LAST))
def test_a_text_is_held_against_last_years_amount_in_the_table(name: str) -> None:
    said = "公务接待费支出决算为8.00万元，比上年{}万元，下降11.11%。\n"
    heads = "\n第三部分 2021年度部门决算情况说明\n\n七、“三公”经费支出决算情况说明\n\n"
    text = TITLE.format(*TABLES[name]) + heads + said
    reading, audit = judged(text.format("减少1.00"))
    assert reading.facts[Address("09", "三公经费", "12", LAST)].printed == "9.00"
    assert errors(audit) == []
    assert errors(judged(text.format("减少4.00"))[1])


def test_what_compares_the_years_is_told_as_not_read() -> None:
    reading, _ = judged(TITLE.format(*TABLES["items as rows, years as columns"]))
    told = [item.text for item in reading.unread if item.form == "09"]
    assert {"4.50", "9.57%", "-11.11%"} <= set(told)
