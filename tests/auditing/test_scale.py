"""A unit that is wrong for a form, for all of them or for the text is one finding."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.making.golden_forms import golden, reading_of
from tests.making.regional import regional

from juesuan.auditing import audit
from juesuan.model.finding import Finding
from juesuan.model.number import Address, Facts
from juesuan.notation.edition import Edition, load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

JINAN = "jinan-lixia-2023"
REGION = "湖南"
HEAD = "单位：万元"
FORMS = ("01", "02", "03", "04", "05", "06", "07", "08", "09")
TOO_SMALL = "的 10,000 分之一，金额单位有误：按“元”读取，应为“万元”"


def scaled(form: str, size: Decimal, unit: str) -> tuple[Facts, Edition]:
    """The Jinan accounts with one form `size` times too large, read in another unit."""
    reading, edition = golden(JINAN)
    facts = dict(reading.facts)
    for fact in reading.facts.of(form):
        facts[fact.address] = fact._replace(
            value=fact.value * size, half=fact.half * size, unit=unit
        )
    forms = {**reading.facts.forms, form: replace(reading.facts.forms[form], unit=unit)}
    return Facts(facts, forms), edition


def test_a_form_in_a_wrong_unit_is_one_finding() -> None:
    facts, edition = scaled("03", Decimal(10_000), "亿元")
    changed = dict(facts)
    changed[Address("06", "302", "1")] = golden(JINAN)[0].facts[Address("06", "301", "1")]
    findings = audit(reading_of(Facts(changed, facts.forms), edition), edition)
    unit, other = [finding for finding in findings if finding.severity == "错误"]
    assert unit.message == (
        "支出决算表的金额都是其他各表的 10,000 倍，金额单位有误：按“亿元”读取，应为“万元”"
    )
    assert other.addresses == (Address("06", "302", "1"),)


def test_a_unit_too_small_is_found_as_well() -> None:
    facts, edition = scaled("02", Decimal("0.0001"), "元")
    findings = audit(reading_of(facts, edition), edition)
    (error,) = [finding for finding in findings if finding.severity == "错误"]
    assert (error.actual, error.expected) == ("元", "万元")


def headed(forms: str, unit: str, text: str = "") -> str:
    """A disclosure whose forms say another unit above the same digits."""
    parts = (text or regional(REGION, tables=True)).split(HEAD)
    heads = [f"单位：{unit}" if form in forms.split() else HEAD for form in FORMS]
    return "".join(part + head for part, head in zip(parts, [*heads, ""], strict=True))


def narrated(unit: str) -> str:
    """A disclosure whose text says another unit behind the same digits."""
    tables, title, text = regional(REGION, tables=True).partition("第三部分")
    return tables + title + text.replace("万元", unit)


def multiplied(form: str) -> str:
    """A disclosure with one form in 元 under 万元."""
    parts = regional(REGION, tables=True).split(HEAD)
    at = FORMS.index(form) + 1
    parts[at] = re.sub(r"\t(\d+\.\d\d)(?=[\t\n])", r"\t\g<1>E4", parts[at])
    parts[at] = re.sub(r"[\d.]+E4", lambda m: f"{Decimal(m[0]):.2f}", parts[at])
    return HEAD.join(parts)


def told(text: str) -> list[Finding]:
    """The 错误 of a document, and what is said of its budgets."""
    reading = read_document(open_document("文.md", text.encode()))
    findings = audit(reading, load(reading.meta.edition))
    return [f for f in findings if f.severity == "错误" or f.rule == "三公.预算口径"]


@pytest.mark.parametrize(
    "forms, titles",
    [
        ("01", "收入支出决算总表的金额都是其他各表"),
        ("05", "一般公共预算财政拨款支出决算表的金额都是其他各表"),
        ("06", "一般公共预算财政拨款基本支出决算明细表的金额都是其他各表"),
        ("09", "财政拨款“三公”经费支出决算表的金额都是文字所说"),
        ("01 02", "收入支出决算总表、收入决算表的金额都是其他各表"),
        ("01 02 03 04 05", "收入支出决算总表、收入决算表、支出决算表等 5 张表的金额都是其他各表"),
        (" ".join(FORMS), "收入支出决算总表、收入决算表、支出决算表等 7 张表的金额都是文字所说"),
    ],
)
def test_a_wrong_word_above_forms_is_one_finding(forms: str, titles: str) -> None:
    (finding,) = told(headed(forms, "元"))
    assert finding.message == titles + TOO_SMALL
    assert finding.rule == "格式.单位"


def test_forms_without_amounts_say_nothing_of_their_unit() -> None:
    assert told(headed("07 08", "元")) == []


def test_a_text_in_a_wrong_unit_is_one_finding() -> None:
    (finding,) = told(narrated("元"))
    assert (
        finding.message == "文字中的金额都是表中的 10,000 分之一，金额单位有误：写“元”，应为“万元”"
    )
    assert finding.places
    (finding,) = told(narrated("亿元"))
    assert finding.message == "文字中的金额都是表中的 10,000 倍，金额单位有误：写“亿元”，应为“万元”"


def test_digits_of_another_unit_under_the_usual_word_are_one_finding() -> None:
    (finding,) = told(multiplied("03"))
    assert finding.message == (
        "支出决算表的金额都是其他各表的 10,000 倍，金额单位有误：按“万元”读取，应为“元”"
    )


def test_what_else_is_wrong_is_still_found() -> None:
    text = headed("05", "元").replace("210\t卫生健康支出\t82.20", "210\t卫生健康支出\t83.20")
    unit, *others = told(text)
    assert unit.rule == "格式.单位"
    assert others
    assert all("卫生健康支出" in finding.message for finding in others)


def test_one_amount_in_a_wrong_unit_is_not_the_unit_of_all() -> None:
    text = regional(REGION, tables=True).replace("收入合计2499.69万元", "收入合计2499.69元")
    (finding,) = told(text)
    assert finding.rule == "claim"
