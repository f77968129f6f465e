"""Where the cells of a form come from, in an accountant's words."""

from juesuan.notation.edition import load
from juesuan.publishing.cell_sources import sources_object, sources_text

EDITION = load("2024")


def sources(form: str) -> dict[str, str]:
    declared = EDITION.form(form)
    assert declared is not None
    return {
        row["address"]: row["from"] for row in sources_object(declared, EDITION) if row["address"]
    }


def test_a_cell_names_its_accounts_side_and_funds() -> None:
    income = sources("01")["01:一般公共预算财政拨款收入:1"]
    assert income == "6001 财政拨款预算收入，贷方－借方；资金性质：一般公共"
    spent = sources("03")["03:{项}:3"]
    assert spent.startswith("7701 债务还本支出") or "7101 行政支出" in spent


def test_carried_amounts_and_budgets_say_so() -> None:
    assert sources("01")["01:年末结转和结余:1"].startswith("结转滚动的年末数")
    assert sources("09")["09:三公经费:2"] == "“预算”表的全年预算，范围同 09:三公经费:8"


def test_every_form_says_where_it_comes_from_and_by_which_practice() -> None:
    for form in EDITION.forms:
        text = sources_text(form, EDITION)
        assert text.count("\n") > 4
        assert "口径：债务预算收入＝计入其他收入" in text
        assert "{" not in "".join(line for line in text.splitlines() if " · " in line)
