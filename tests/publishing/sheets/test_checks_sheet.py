"""Every equation is counted, every difference listed, nothing unknown passes as right."""

from decimal import Decimal

from tests.making.drawn import drawn
from tests.publishing.sheets.test_live_sums import accounts
from xlsxwriter.worksheet import Worksheet

from juesuan.model.number import Address, Fact, Facts
from juesuan.notation.edition import load
from juesuan.publishing.sheets.cell_formats import Drawing
from juesuan.publishing.sheets.checks_sheet import (
    CheckedLayer,
    Checks,
    PrintedOtherwise,
    checked,
    draw_checks,
)

EDITION = load("2023")
TOTAL = Address.parse("03:合计:1")


def results(facts: Facts) -> list[tuple[str, str]]:
    told = [(check.ground.equation.text, check.result) for check in checked(facts, EDITION)]
    return [(text, result) for text, result in told if result != "相符"]


def changed(by: str, half: str = "0") -> Facts:
    facts = accounts("2023")
    amounts = dict(facts)
    amounts[TOTAL] = Fact(TOTAL, facts[TOTAL].value + Decimal(by), Decimal(half))
    return Facts(amounts, facts.forms)


def test_true_accounts_hold_wherever_they_are_known() -> None:
    assert {result for _, result in results(accounts("2023"))} <= {"未核"}


def test_what_is_off_is_off_and_what_rounding_explains_is_not() -> None:
    assert "不符" in {result for _, result in results(changed("0.01"))}
    rounded = {result for _, result in results(changed("30", "50"))}
    assert "尾差" in rounded
    assert "不符" not in rounded


def test_what_is_not_known_is_not_checked() -> None:
    facts = accounts("2023")
    assert ("合计:{栏} = Σ {类}:{栏}", "未核") in results(facts.without([TOTAL]))


def test_differences_stand_first_then_every_equation() -> None:
    facts = changed("70000")
    layer = CheckedLayer("底数", "元", checked(facts, EDITION))
    checks = Checks((layer,), (PrintedOtherwise(TOTAL, Decimal("7.00"), Decimal("6.99")),))
    assert not checks.sound

    def draw(page: Worksheet, drawing: Drawing) -> None:
        draw_checks(page, checks, drawing)

    rows = [[cell.value for cell in row] for row in drawn(draw)]
    assert rows[3][2:] == [7, 6.99, 0.01, "取整不同"]
    assert any(row[4] == 70000 and row[5] == "不符" and "03:合计:1" in row[1] for row in rows)
    counted = {row[1] for row in rows if row[5] and "处" in row[5]}
    declared = {e.text for e in EDITION.equations() if e.severity == "错误"}
    assert counted <= declared
    assert len(counted) > 60


def test_nothing_to_tell_is_sound() -> None:
    assert Checks((CheckedLayer("底数", "元", ()),)).sound
