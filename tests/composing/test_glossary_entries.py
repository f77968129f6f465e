"""The glossary explains every item with expenses: as the books do, as declared, by its name."""

from decimal import Decimal

from juesuan.composing.glossary_entries import glossary_entries
from juesuan.model.number import Address, Fact, Facts
from juesuan.notation.edition import load

EDITION = load("2023")
CODES = ("2010301", "2010599", "2080505", "2012604")
FACTS = Facts(
    {a: Fact(a, Decimal(1)) for a in (Address("03", code, "1") for code in CODES)}
    | {a: Fact(a, Decimal(0)) for a in (Address("03", "2010302", "1"),)},
    {},
)


def explained(**definitions: str) -> dict[str, str]:
    """The entries of items by their names."""
    codes = {key.removeprefix("c"): text for key, text in definitions.items()}
    entries = glossary_entries(FACTS, EDITION, codes)
    return {str(e["名词"]): str(e["解释"]) for e in entries if "（项）" in str(e["名词"])}


def test_every_item_with_expenses_is_explained_and_no_other() -> None:
    assert len(explained()) == len(CODES)


def test_a_common_tail_a_code_another_and_the_rest_each_have_their_words() -> None:
    texts = list(explained().values())
    assert texts[0] == "行政单位（包括参照公务员法管理的事业单位）的基本支出。"
    assert texts[1].startswith("除上述项目以外，其他用于统计信息事务")
    assert texts[3].startswith("单位参加机关事业单位基本养老保险")
    assert "档案馆" in texts[2]


def test_the_books_have_the_first_word() -> None:
    assert "账套里的说明。" in explained(c2010301="账套里的说明").values()


def test_the_terms_come_first() -> None:
    names = [entry["名词"] for entry in glossary_entries(FACTS, EDITION, {})]
    assert names[0] == "财政拨款收入"
