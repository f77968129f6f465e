"""The nine public tables (公开01–09) of the fictitious department."""

from collections.abc import Callable
from decimal import Decimal
from itertools import zip_longest

from accounts import CAR_BUY, CAR_RUN, FISCAL, RECEPTION, TRAVEL
from blocks import Block, Cell, Heading, Row, Table, heads, line
from codes import CAPITAL, ITEMS, OFFICE, ORDINALS, STAFF, rows_of
from facts import (
    ZERO,
    cell,
    closing,
    distributed,
    fiscal_total,
    income,
    opening,
    sangong,
    spent,
    total,
    used,
)
from layout import (
    Column,
    class_lines,
    foot,
    item_header,
    left_rows,
    none,
    public_form,
    tall,
    tree,
)

G, F = ("一般",), ("基金",)


def _form01_left() -> list[Row]:
    names = [
        ("一、一般公共预算财政拨款收入", income(funds=G)),
        ("二、政府性基金预算财政拨款收入", income(funds=F)),
        ("三、国有资本经营预算财政拨款收入", ZERO),
        ("四、上级补助收入", ZERO),
        ("五、事业收入", income(funds=("事业",))),
        ("六、经营收入", ZERO),
        ("七、附属单位上缴收入", ZERO),
        ("八、其他收入", income(funds=("其他",))),
    ]
    return [
        *left_rows(names, 26),
        foot("本年收入合计", 27, [income()], bold=True),
        foot("使用非财政拨款结余（含专用结余）", 28, [used()]),
        foot("年初结转和结余", 29, [opening()]),
        foot("", 30, [ZERO]),
        foot("总计", 31, [total()], bold=True),
    ]


def form01() -> Table:
    """收入支出决算总表."""
    right = [
        *class_lines(32, lambda code: [cell(spent(code))]),
        foot("本年支出合计", 58, [spent()], bold=True),
        foot("结余分配", 59, [distributed()]),
        foot("年末结转和结余", 60, [closing()]),
        foot("", 61, [ZERO]),
        foot("总计", 62, [spent() + distributed() + closing()], bold=True),
    ]
    header = [
        [Cell("收入", cols=3), Cell("支出", cols=3)],
        heads("项目", "行次", "金额", "项目", "行次", "金额"),
        heads("栏次", "", "1", "栏次", "", "2"),
    ]
    body = [a + b for a, b in zip(_form01_left(), right, strict=True)]
    return public_form(
        1,
        header,
        body,
        [5.6, 0.9, 2, 5.2, 0.9, 2],
        "注：1. 本表反映部门本年度的总收支和年末结转结余情况。",
        "2. 各表金额均由元分别换算为万元，合计与分项之间可能存在尾差。",
        pipe=True,
        size=8.5,
        inset=3.9,
    )


def form02() -> Table:
    """收入决算表."""
    columns: list[Column] = [
        income,
        lambda c: income(c, FISCAL),
        none,
        lambda c: income(c, ("事业",)),
        none,
        none,
        lambda c: income(c, ("其他",)),
    ]
    groups = tall(
        "本年收入合计",
        "财政拨款收入",
        "上级补助收入",
        "事业收入",
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    )
    return public_form(
        2,
        item_header(groups, [], 7),
        tree(columns, list(ITEMS)),
        [2, 6.4, 2.4, 2.4, 2.2, 2.2, 2.2, 2.4, 2.2],
        "注：本表反映部门本年度取得的各项收入情况。",
        landscape=True,
        inset=4.6,
    )


def form03() -> Table:
    """支出决算表."""
    columns: list[Column] = [
        spent,
        lambda c: spent(c, kind="基本"),
        lambda c: spent(c, kind="项目"),
        none,
        none,
        none,
    ]
    groups = tall(
        "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"
    )
    return public_form(
        3,
        item_header(groups, [], 6),
        tree(columns, list(ITEMS)),
        [2, 7, 2.6, 2.6, 2.6, 2.4, 2.4, 2.6],
        "注：本表反映部门本年度各项支出情况。",
        landscape=True,
        inset=4.6,
    )


def _split(value: Callable[[tuple[str, ...]], Decimal]) -> list[Decimal]:
    """合计, 一般公共预算, 政府性基金预算, 国有资本经营预算."""
    return [value(FISCAL), value(G), value(F), ZERO]


def _form04_left() -> list[Row]:
    names = [
        ("一、一般公共预算财政拨款", income(funds=G)),
        ("二、政府性基金预算财政拨款", income(funds=F)),
        ("三、国有资本经营预算财政拨款", ZERO),
    ]
    return [
        *left_rows(names, 26),
        foot("本年收入合计", 27, [income(funds=FISCAL)], bold=True),
        foot("年初财政拨款结转和结余", 28, [opening(funds=FISCAL)]),
        foot("一般公共预算财政拨款", 29, [opening(funds=G)]),
        foot("政府性基金预算财政拨款", 30, [opening(funds=F)]),
        foot("国有资本经营预算财政拨款", 31, [ZERO]),
        foot("总计", 32, [fiscal_total()], bold=True),
    ]


def form04() -> Table:
    """财政拨款收入支出决算总表."""
    nil = [ZERO] * 4
    right = [
        *class_lines(33, lambda c: [cell(v) for v in _split(lambda m: spent(c, funds=m))]),
        foot("本年支出合计", 59, _split(lambda m: spent(funds=m)), bold=True),
        foot("年末财政拨款结转和结余", 60, _split(lambda m: closing(funds=m))),
        *(foot("", n, nil) for n in (61, 62, 63)),
        foot("总计", 64, _split(lambda m: spent(funds=m) + closing(funds=m)), bold=True),
    ]
    header = [
        [Cell("收入", cols=3), Cell("支出", cols=6)],
        heads(
            "项目",
            "行次",
            "金额",
            "项目",
            "行次",
            "合计",
            "一般公共预算财政拨款",
            "政府性基金预算财政拨款",
            "国有资本经营预算财政拨款",
        ),
        heads("栏次", "", "1", "栏次", "", "2", "3", "4", "5"),
    ]
    body = [a + b for a, b in zip(_form04_left(), right, strict=True)]
    return public_form(
        4,
        header,
        body,
        [5, 1, 2.2, 5.4, 1, 2.2, 2.4, 2.4, 2.4],
        "注：本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本"
        "经营预算财政拨款的总收支和年末结转结余情况。",
        landscape=True,
        inset=4.6,
    )


def form05() -> Table:
    """一般公共预算财政拨款支出决算表."""
    columns: list[Column] = [
        lambda c: spent(c, funds=G),
        lambda c: spent(c, funds=G, kind="基本"),
        lambda c: spent(c, funds=G, kind="项目"),
    ]
    rows = [code for code in ITEMS if spent(code, funds=G)]
    header = item_header([Cell("本年支出", cols=3)], heads("小计", "基本支出", "项目支出"), 3)
    return public_form(
        5,
        header,
        tree(columns, rows),
        [2, 7, 2.6, 2.6, 2.6],
        "注：本表反映部门本年度一般公共预算财政拨款支出情况。",
        inset=5,
    )


def basic(econ: str) -> Decimal:
    """一般公共预算 基本支出 of an economic code."""
    return spent(funds=G, kind="基本", econ=econ)


def staff_cost() -> Decimal:
    """人员经费合计."""
    return basic("301") + basic("303")


def public_cost() -> Decimal:
    """公用经费合计."""
    return sum((basic(c) for c in ("302", "307", "310", "312", "399")), ZERO)


def _econ(pair: tuple[str, str]) -> Row:
    code, name = pair
    return line([code, name], [cell(basic(code)) if code else ""], bold=len(code) == 3)


def form06() -> Table:
    """一般公共预算财政拨款基本支出决算明细表."""
    thirds = [rows_of(block).items() for block in (STAFF, OFFICE, CAPITAL)]
    body = [
        [c for pair in triple for c in _econ(pair)]
        for triple in zip_longest(*thirds, fillvalue=("", ""))
    ]
    body.append(
        [
            Cell("人员经费合计", cols=2, bold=True),
            Cell(cell(staff_cost()), align="right", bold=True),
            Cell("公用经费合计", cols=5, bold=True),
            Cell(cell(public_cost()), align="right", bold=True),
        ]
    )
    header = [
        [Cell("人员经费", cols=3), Cell("公用经费", cols=6)],
        heads(*("科目编码", "科目名称", "金额") * 3),
    ]
    return public_form(
        6,
        header,
        body,
        [1.5, 3.9, 1.75] * 3,
        "注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",
        pipe=True,
        size=7.4,
        inset=3.1,
    )


def form07() -> Table:
    """政府性基金预算财政拨款收入支出决算表."""
    columns: list[Column] = [
        lambda c: opening(c, F),
        lambda c: income(c, F),
        lambda c: spent(c, funds=F),
        lambda c: spent(c, funds=F, kind="基本"),
        lambda c: spent(c, funds=F, kind="项目"),
        lambda c: closing(c, F),
    ]
    rows = [code for code in ITEMS if spent(code, funds=F)]
    groups = [
        *tall("年初结转和结余", "本年收入"),
        Cell("本年支出", cols=3),
        *tall("年末结转和结余"),
    ]
    header = item_header(groups, heads("小计", "基本支出", "项目支出"), 6)
    return public_form(
        7,
        header,
        tree(columns, rows),
        [1.8, 4.6, 2, 2, 2, 2, 2, 2],
        "注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
        inset=4,
    )


def form08() -> Table:
    """国有资本经营预算财政拨款支出决算表."""
    header = item_header([Cell("本年支出", cols=3)], heads("小计", "基本支出", "项目支出"), 3)
    return public_form(
        8,
        header,
        tree([none] * 3, []),
        [2, 7, 2.6, 2.6, 2.6],
        "注：本部门2023年度没有国有资本经营预算财政拨款支出，故本表无数据。",
        inset=4,
    )


def form09() -> Table:
    """财政拨款“三公”经费支出决算表."""
    half: list[Cell] = [
        Cell("合计", rows=2),
        Cell("因公出国（境）费", rows=2),
        Cell("公务用车购置及运行维护费", cols=3),
        Cell("公务接待费", rows=2),
    ]
    under = heads("小计", "公务用车购置费", "公务用车运行维护费")
    cars = (CAR_BUY, CAR_RUN)
    groups = [(TRAVEL, *cars, RECEPTION), (TRAVEL,), cars, (CAR_BUY,), (CAR_RUN,), (RECEPTION,)]
    pairs = [sangong(*econ) for econ in groups]
    amounts = [cell(p[0]) for p in pairs] + [cell(p[1]) for p in pairs]
    header = [
        [Cell("预算数", cols=6), Cell("决算数", cols=6)],
        [*half, *half],
        [*under, *under],
        heads(*(str(i) for i in range(1, 13))),
    ]
    return public_form(
        9,
        header,
        [line([], amounts)],
        [1.0, 1.1, 1.0, 1.1, 1.2, 1.0] * 2,
        "注：本表反映部门本年度财政拨款“三公”经费预算和支出情况。预算数为全年预算数，"
        "即按规定程序调整后的数额；决算数包括当年财政拨款和以前年度结转资金安排的"
        "实际支出。",
        size=8.5,
        inset=4,
    )


TITLES = (
    "收入支出决算总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算明细表",
    "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款支出决算表",
    "财政拨款“三公”经费支出决算表",
)


def forms() -> list[Block]:
    """第二部分: each table under its title."""
    makers = (form01, form02, form03, form04, form05, form06, form07, form08, form09)
    blocks: list[Block] = [Heading(1, "第二部分 2023年度部门决算表", "第二部分 2023年度部门决算表")]
    for ordinal, title, make in zip(ORDINALS, TITLES, makers, strict=False):
        blocks += [Heading(2, title, f"{ordinal}、{title}"), make()]
    return blocks
