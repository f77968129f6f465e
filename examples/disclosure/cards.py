"""项目支出绩效自评表: funding from the postings, scores by rule, cards as tables."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from accounts import (
    ADJUSTED,
    DEPARTMENT,
    FISCAL,
    FUND_INITIAL,
    OWN,
    OWN_ADJUSTED,
    OWN_INITIAL,
    POSTINGS,
)
from blocks import Cell, Row, Table, heads
from facts import ZERO, initial, opening, percent, plain, rounded, spent

from projects import MONEY, PROJECTS, SOURCES, Funding, Indicator, Project

EXECUTION = 10  # points for 预算执行率


def funding(project: Project) -> Funding:
    """(年初预算, 全年预算 A, 执行 B) by source of money; last year's money is spent first."""
    code = project.code
    funcs = {p.func for p in POSTINGS if p.project == code and p.fund in FISCAL}
    carried = sum((opening(f, FISCAL) for f in funcs), ZERO)
    fiscal = spent(funds=FISCAL, project=code)
    return {
        SOURCES[0]: (
            initial(line=code) + FUND_INITIAL.get(code, ZERO),
            ADJUSTED[code],
            fiscal - carried,
        ),
        SOURCES[1]: (ZERO, carried, carried),
        SOURCES[2]: (
            OWN_INITIAL.get(code, ZERO),
            OWN_ADJUSTED.get(code, ZERO),
            spent(funds=OWN, project=code),
        ),
    }


def money(project: Project) -> tuple[Decimal, Decimal, Decimal]:
    """年度资金总额: 年初预算数, A, B."""
    rows = funding(project).values()
    first, second, third = (sum(column, ZERO) for column in zip(*rows, strict=True))
    return first, second, third


@dataclass(frozen=True)
class Scored:
    """An indicator as printed, with its score."""

    of: Indicator
    target: str
    actual: str
    score: Decimal


def _rate(one: Indicator, target: Decimal, actual: Decimal) -> Decimal:
    """Share of the weight earned: ratio to the target, at most all of it."""
    ratio = target / actual if one.sign == "≤" else actual / target
    return min(Decimal(one.weight), rounded(ratio * one.weight))


def scored(project: Project, one: Indicator) -> Scored:
    """The indicator's printed target and actual value, and its score by rule."""
    if one.sign == "定性":
        points = rounded(Decimal(one.actual) / 100 * one.weight)
        return Scored(one, one.target, "完成预期指标", points)
    _, planned, done = money(project)
    target = Decimal(one.target) if one.target else rounded(planned / 10000)
    actual = Decimal(one.actual) if one.actual else rounded(done / 10000)
    sign = "" if one.sign == "=" else one.sign
    return Scored(
        one,
        f"{sign}{plain(target)}{one.unit}",
        f"{plain(actual)}{one.unit}",
        _rate(one, target, actual),
    )


def execution(project: Project) -> Decimal:
    """执行率得分: min(10, 10·B/A)."""
    _, planned, done = money(project)
    return min(Decimal(EXECUTION), rounded(EXECUTION * done / planned))


def score(project: Project) -> Decimal:
    """自评得分: 执行率 and every indicator."""
    return execution(project) + sum((scored(project, i).score for i in project.indicators), ZERO)


def grade(points: Decimal) -> str:
    """自评等级."""
    return "优" if points >= 90 else "良" if points >= 80 else "中" if points >= 60 else "差"


def _wan2(yuan: Decimal) -> str:
    return f"{rounded(yuan / 10000):,.2f}"


def _points(value: Decimal) -> str:
    return plain(value)


def _fund_rows(project: Project) -> list[Row]:
    whole = money(project)
    rows = [
        [
            Cell("项目预算执行情况（10分）", rows=5),
            Cell("资金来源", cols=2),
            *heads(*MONEY, "分值", "执行率（B/A）", "得分"),
        ],
        [
            Cell("年度资金总额", cols=2),
            *(Cell(_wan2(v), align="right") for v in whole),
            *heads(str(EXECUTION), percent(whole[2], whole[1]), _points(execution(project))),
        ],
    ]
    for i, (source, amounts) in enumerate(funding(project).items()):
        label = f"其中：{source}" if i == 0 else source
        rows.append(
            [
                Cell(label, cols=2, align="left"),
                *(Cell(_wan2(v), align="right") for v in amounts),
                *heads("—", "—", "—"),
            ]
        )
    return rows


def _indicator_rows(project: Project) -> list[Row]:
    """Indicator lines; 一级 and 二级 cells span the lines they cover."""
    rows: list[Row] = []
    for group, members in groupby(project.indicators, lambda i: i.group):
        block = list(members)
        for kind, inner in groupby(block, lambda i: i.kind):
            listed = [scored(project, i) for i in inner]
            for n, s in enumerate(listed):
                row = heads(s.of.name, s.target, s.actual, str(s.of.weight), _points(s.score))
                row.append(Cell(s.of.reason, align="left"))
                row[0].align = "left"
                rows.append(([] if n else [Cell(kind, rows=len(listed))]) + row)
        rows[-len(block)].insert(0, Cell(group, rows=len(block)))
    top = heads(
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因及改进措施",
    )
    rows.insert(0, top)
    rows[0].insert(0, Cell("年度绩效指标", rows=len(rows)))
    return rows


def card(project: Project) -> Table:
    """One 项目支出绩效自评表."""
    total = score(project)
    body: list[Row] = [
        [Cell("项目名称", cols=2), Cell(project.name, cols=7)],
        [
            Cell("主管部门", cols=2),
            Cell(DEPARTMENT, cols=2),
            Cell("实施单位"),
            Cell(project.runner, cols=4),
        ],
        *_fund_rows(project),
        [
            Cell("年度总体目标", rows=2),
            Cell("年初预期目标", cols=4),
            Cell("目标实际完成情况", cols=4),
        ],
        [Cell(project.goal, cols=4, align="left"), Cell(project.done, cols=4, align="left")],
        *_indicator_rows(project),
        [
            Cell("总分", cols=6, bold=True),
            Cell("100", bold=True),
            Cell(_points(total), bold=True),
            Cell(""),
        ],
    ]
    return Table(
        project.code,
        [],
        body,
        [1.5, 1.8, 2.0, 3.3, 2.3, 2.3, 1.1, 1.6, 3.1],
        unit="单位：万元",
        owner="（2023年度）",
        size=8.2,
        inset=4.5,
    )


def summary() -> Table:
    """项目支出绩效自评情况汇总表."""
    body: list[Row] = []
    for n, project in enumerate(PROJECTS, 1):
        _, planned, done = money(project)
        points = score(project)
        body.append(
            [
                Cell(str(n)),
                Cell(project.name, align="left"),
                Cell(_wan2(planned), align="right"),
                Cell(_wan2(done), align="right"),
                Cell(percent(done, planned), align="right"),
                Cell(_points(points), align="right"),
                Cell(grade(points)),
            ]
        )
    header = [
        heads("序号", "项目名称", "全年预算数", "全年执行数", "执行率", "自评得分", "自评等级")
    ]
    note = (
        "注：自评得分90分（含）以上为“优”，80分（含）至90分为“良”，60分（含）至80分为“中”，"
        "60分以下为“差”。"
    )
    return Table(
        "汇总",
        header,
        body,
        [1, 6.4, 2.2, 2.2, 1.8, 1.8, 1.8],
        unit="金额单位：万元",
        owner=f"部门：{DEPARTMENT}",
        notes=[note],
        pipe=True,
        inset=4,
    )
