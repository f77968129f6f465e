"""Sums over the accounts in 元, and how an amount is printed in 万元."""

from decimal import ROUND_HALF_UP, Decimal

from accounts import (
    BALANCES,
    FISCAL,
    FUNDS,
    INITIAL,
    LAST_YEAR,
    OWN,
    POSTINGS,
    SANGONG_BUDGET,
    Balance,
)

ZERO = Decimal(0)
_CENT = Decimal("0.01")


def rounded(value: Decimal) -> Decimal:
    """Two decimals, half up."""
    return value.quantize(_CENT, ROUND_HALF_UP)


def cell(yuan: Decimal) -> str:
    """An amount as a table prints it: 万元, two decimals, blank for nothing."""
    return f"{rounded(yuan / 10000):,.2f}" if yuan else ""


def plain(number: Decimal) -> str:
    """A number as a sentence prints it: thousands separators, no trailing zeros."""
    text = f"{rounded(number):,.2f}"
    return text.rstrip("0").rstrip(".")


def wan(yuan: Decimal) -> str:
    """An amount as a sentence prints it, in 万元."""
    return plain(yuan / 10000)


def percent(part: Decimal, whole: Decimal) -> str:
    """part/whole as a sentence prints it."""
    return plain(100 * part / whole) + "%"


def spent(
    prefix: str = "",
    *,
    funds: tuple[str, ...] = FUNDS,
    kind: str = "",
    econ: str = "",
    unit: str = "",
    project: str = "",
) -> Decimal:
    """Expenditure of the postings that match every given mark; codes match by prefix."""
    return sum(
        (
            p.amount
            for p in POSTINGS
            if p.func.startswith(prefix)
            and p.econ.startswith(econ)
            and p.fund in funds
            and kind in ("", p.kind)
            and unit in ("", p.unit)
            and project in ("", p.project)
        ),
        ZERO,
    )


def _balances() -> tuple[Balance, ...]:
    """Every balance, with the 项 that were paid out exactly as appropriated."""
    listed = {(b.func, b.fund) for b in BALANCES}
    flat = sorted({(p.func, p.fund) for p in POSTINGS} - listed)
    return BALANCES + tuple(Balance(f, m, ZERO, spent(f, funds=(m,))) for f, m in flat)


ALL_BALANCES = _balances()


def _pick(prefix: str, funds: tuple[str, ...]) -> list[Balance]:
    return [b for b in ALL_BALANCES if b.func.startswith(prefix) and b.fund in funds]


def income(prefix: str = "", funds: tuple[str, ...] = FUNDS) -> Decimal:
    """本年收入."""
    return sum((b.income for b in _pick(prefix, funds)), ZERO)


def opening(prefix: str = "", funds: tuple[str, ...] = FUNDS) -> Decimal:
    """年初结转和结余."""
    return sum((b.opening for b in _pick(prefix, funds)), ZERO)


def used() -> Decimal:
    """使用非财政拨款结余（含专用结余）."""
    return sum((b.used for b in ALL_BALANCES), ZERO)


def distributed() -> Decimal:
    """结余分配."""
    return sum((b.distributed for b in ALL_BALANCES), ZERO)


def closing(prefix: str = "", funds: tuple[str, ...] = FUNDS) -> Decimal:
    """年末结转和结余."""
    chosen = _pick(prefix, funds)
    flow = sum((b.opening + b.income + b.used - b.distributed for b in chosen), ZERO)
    return flow - spent(prefix, funds=funds)


def total() -> Decimal:
    """总计 of 公开01."""
    return income() + used() + opening()


def fiscal_total() -> Decimal:
    """总计 of 公开04."""
    return income(funds=FISCAL) + opening(funds=FISCAL)


def initial(func: str = "", line: str = "") -> Decimal:
    """年初预算 of the 一般公共预算, of a 项 and of 基本 or a project."""
    return sum((v for (f, k), v in INITIAL.items() if f.startswith(func) and line in ("", k)), ZERO)


def office_cost() -> Decimal:
    """机关运行经费: 公用经费 of the 行政 unit."""
    one = ("一般",)
    return spent(funds=one, kind="基本", econ="302", unit="局") + spent(
        funds=one, kind="基本", econ="310", unit="局"
    )


def sangong(*econ: str) -> tuple[Decimal, Decimal]:
    """(全年预算数, 决算数) of “三公” lines."""
    return (
        sum((SANGONG_BUDGET[e] for e in econ), ZERO),
        sum((spent(funds=FISCAL, econ=e) for e in econ), ZERO),
    )


def last_closing(fund: str) -> Decimal:
    """Last year's closing balance: this year's opening one."""
    return opening(funds=(fund,))


def last_income(fund: str) -> Decimal:
    """Last year's income of a fund, from its balance equation."""
    y = LAST_YEAR[fund]
    return last_closing(fund) + y.basic + y.project + y.distributed - y.used - y.opening


def last_total(funds: tuple[str, ...] = FUNDS) -> Decimal:
    """Last year's 总计."""
    return sum((last_income(f) + LAST_YEAR[f].opening + LAST_YEAR[f].used for f in funds), ZERO)


def last_spent(kind: str, funds: tuple[str, ...] = FUNDS) -> Decimal:
    """Last year's 基本 or 项目 expenditure."""
    rows = (LAST_YEAR[f] for f in funds)
    return sum((r.basic if kind == "基本" else r.project for r in rows), ZERO)


def verify() -> None:
    """The balance equations, in 元, this year and last."""
    assert total() == spent() + distributed() + closing()
    assert all(closing(b.func, (b.fund,)) >= 0 for b in ALL_BALANCES)
    assert fiscal_total() == spent(funds=FISCAL) + closing(funds=FISCAL)
    assert closing() == closing(funds=FISCAL) + closing(funds=OWN)
    outlay = last_spent("基本") + last_spent("项目")
    shared = sum((y.distributed for y in LAST_YEAR.values()), ZERO)
    assert last_total() == outlay + shared + opening()
    assert last_total(FISCAL) >= sum((last_income(f) for f in FISCAL), ZERO)
