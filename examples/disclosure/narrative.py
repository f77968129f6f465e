"""第三部分: the thirteen sections of 决算情况说明, every figure from the accounts."""

from decimal import Decimal

from accounts import (
    CAR_BUY,
    CAR_RUN,
    FISCAL,
    LAST_YEAR_OFFICE_COST,
    PROCUREMENT,
    RECEPTION,
    TRAVEL,
    VEHICLES,
    YEAR,
)
from blocks import Block, Heading, Para
from cards import execution, grade, money, score
from codes import CAPITAL, CLASSES, FUNCTIONS, ITEMS, OFFICE, ORDINALS, STAFF, rows_of
from facts import (
    ZERO,
    closing,
    fiscal_total,
    income,
    initial,
    last_income,
    last_spent,
    last_total,
    office_cost,
    opening,
    percent,
    plain,
    sangong,
    spent,
    total,
    wan,
)
from forms import F, G, basic, public_cost, staff_cost
from wording import BUDGET_REASONS, PURPOSES, SECTIONS, YEAR_REASONS

from projects import PROJECTS

_MOVES = {"各": ("各增加", "各减少"), "": ("增加", "减少")}


def versus(now: Decimal, then: Decimal, reason: str, subject: str = "", each: str = "") -> str:
    """“与上年度相比，…增加…万元，增长…%。主要是…。”."""
    start = f"与{YEAR - 1}年度相比，{subject}"
    if now == then:
        return f"{start}持平。"
    up, down = _MOVES[each]
    move, trend = (up, "增长") if now > then else (down, "下降")
    return (
        f"{start}{move}{wan(abs(now - then))}万元，{trend}{percent(abs(now - then), then)}。"
        f"主要是{YEAR_REASONS[reason]}。"
    )


def shares(parts: list[tuple[str, Decimal]], whole: Decimal) -> str:
    """“甲 x 万元，占 p%；…” of the parts that are not nil."""
    return "；".join(f"{n}{wan(v)}万元，占{percent(v, whole)}" for n, v in parts if v)


def _movements(rows: list[tuple[str, Decimal, Decimal]]) -> list[Block]:
    """One numbered paragraph for each kind, with its change against last year."""
    blocks: list[Block] = []
    for n, (name, now, then) in enumerate(rows, 1):
        tail = versus(now, then, name) if now or then else "与上年决算数一致。"
        blocks.append(Para(f"{n}、{name}{wan(now)}万元。{tail}"))
    return blocks


def overall() -> list[Block]:
    """一、收入支出决算总体情况说明."""
    change = versus(total(), last_total(), "总计", "收、支总计", "各")
    return [Para(f"{YEAR}年度收、支总计均为{wan(total())}万元。{change}")]


def incomes() -> list[Block]:
    """二、收入决算情况说明."""
    last = sum((last_income(f) for f in FISCAL), ZERO)
    rows = [
        ("财政拨款收入", income(funds=FISCAL), last),
        ("上级补助收入", ZERO, ZERO),
        ("事业收入", income(funds=("事业",)), last_income("事业")),
        ("经营收入", ZERO, ZERO),
        ("附属单位上缴收入", ZERO, ZERO),
        ("其他收入", income(funds=("其他",)), last_income("其他")),
    ]
    parts = shares([(n, v) for n, v, _ in rows], income())
    return [
        Heading(3, "（一）收入决算结构情况"),
        Para(f"{YEAR}年度收入合计{wan(income())}万元，其中：{parts}。"),
        Heading(3, "（二）收入决算具体情况"),
        *_movements(rows),
    ]


def expenses() -> list[Block]:
    """三、支出决算情况说明."""
    rows = [
        ("基本支出", spent(kind="基本"), last_spent("基本")),
        ("项目支出", spent(kind="项目"), last_spent("项目")),
        ("上缴上级支出", ZERO, ZERO),
        ("经营支出", ZERO, ZERO),
        ("对附属单位补助支出", ZERO, ZERO),
    ]
    parts = shares([(n, v) for n, v, _ in rows], spent())
    return [
        Heading(3, "（一）支出决算结构情况"),
        Para(f"{YEAR}年度支出合计{wan(spent())}万元，其中：{parts}。"),
        Heading(3, "（二）支出决算具体情况"),
        *_movements(rows),
    ]


def fiscal() -> list[Block]:
    """四、财政拨款收入支出决算总体情况说明."""
    change = versus(fiscal_total(), last_total(FISCAL), "财政总计", "财政拨款收、支总计", "各")
    return [Para(f"{YEAR}年度财政拨款收、支总计均为{wan(fiscal_total())}万元。{change}")]


def full_name(code: str) -> str:
    """类（类）款（款）项（项）."""
    return f"{FUNCTIONS[code[:3]]}（类）{FUNCTIONS[code[:5]]}（款）{FUNCTIONS[code]}（项）"


def _against_initial(done: Decimal, planned: Decimal, key: str) -> str:
    text = f"年初预算为{wan(planned)}万元，支出决算为{wan(done)}万元，"
    if not planned:
        return f"{text}年初未安排预算，年中追加。主要是{BUDGET_REASONS[key]}。"
    side = "大于" if done > planned else "小于"
    return (
        f"{text}完成年初预算的{percent(done, planned)}。"
        f"决算数{side}年初预算数的主要原因是{BUDGET_REASONS[key]}。"
    )


def general() -> list[Block]:
    """五、一般公共预算财政拨款支出决算情况说明."""
    now, name = spent(funds=G), "一般公共预算财政拨款支出"
    last = last_spent("基本", G) + last_spent("项目", G)
    parts = [(f"{n.removesuffix('支出')}（类）支出", spent(c, funds=G)) for c, n in CLASSES.items()]
    items = [code for code in ITEMS if spent(code, funds=G)]
    blocks: list[Block] = [
        Heading(3, "（一）一般公共预算财政拨款支出决算总体情况"),
        Para(
            f"{YEAR}年度{name}{wan(now)}万元，占本年支出合计的{percent(now, spent())}。"
            + versus(now, last, "一般公共", name)
        ),
        Heading(3, "（二）一般公共预算财政拨款支出决算结构情况"),
        Para(f"{YEAR}年度{name}{wan(now)}万元，主要用于以下方面：{shares(parts, now)}。"),
        Heading(3, "（三）一般公共预算财政拨款支出决算具体情况"),
        Para(f"{YEAR}年度{name}{_against_initial(now, initial(), '合计')}其中："),
    ]
    for n, code in enumerate(items, 1):
        done = spent(code, funds=G)
        blocks.append(
            Para(
                f"{n}、{full_name(code)}。主要用于{PURPOSES[code]}。"
                + _against_initial(done, initial(code), code)
            )
        )
    return blocks


def _names(*blocks: str) -> str:
    """The 款 with an amount, listed."""
    rows = [row for block in blocks for row in rows_of(block).items()]
    return "、".join(name for code, name in rows if len(code) == 5 and basic(code))


def basics() -> list[Block]:
    """六、一般公共预算财政拨款基本支出决算情况说明."""
    whole = staff_cost() + public_cost()
    return [
        Para(
            f"{YEAR}年度一般公共预算财政拨款基本支出决算{wan(whole)}万元，包括人员经费和公用经费，"
            "支出具体情况如下："
        ),
        Para(f"人员经费{wan(staff_cost())}万元，主要包括：{_names(STAFF)}等。"),
        Para(f"公用经费{wan(public_cost())}万元，主要包括：{_names(OFFICE, CAPITAL)}等。"),
    ]


def government_funds() -> list[Block]:
    """七、政府性基金预算财政拨款收入支出决算情况说明."""
    items = [code for code in ITEMS if spent(code, funds=F)]
    return [
        Para(
            f"{YEAR}年度政府性基金预算财政拨款年初结转和结余{wan(opening(funds=F))}万元，本年收入"
            f"{wan(income(funds=F))}万元，本年支出{wan(spent(funds=F))}万元，年末结转和结余"
            f"{wan(closing(funds=F))}万元。支出具体情况如下："
        ),
        *(
            Para(f"{n}、{full_name(c)}支出{wan(spent(c, funds=F))}万元，主要用于{PURPOSES[c]}。")
            for n, c in enumerate(items, 1)
        ),
    ]


def state_capital() -> list[Block]:
    """八、国有资本经营预算财政拨款支出决算情况说明."""
    return [Para("本部门没有国有资本经营预算财政拨款支出。")]


def _sangong(name: str, *econ: str) -> str:
    planned, done = sangong(*econ)
    return (
        f"{name}全年预算为{wan(planned)}万元，支出决算为{wan(done)}万元，比预算减少"
        f"{wan(planned - done)}万元，完成全年预算的{percent(done, planned)}。"
    )


def official_costs() -> list[Block]:
    """九、财政拨款“三公”经费支出决算情况说明."""
    head = _sangong(f"{YEAR}年度财政拨款“三公”经费支出", TRAVEL, CAR_BUY, CAR_RUN, RECEPTION)
    run, meal = sangong(CAR_RUN)[1], sangong(RECEPTION)[1]
    return [
        Heading(3, "（一）“三公”经费支出决算总体情况说明"),
        Para(f"{head}决算数小于预算数的主要原因是从严控制出访天数、用车里程和接待标准。"),
        Heading(3, "（二）“三公”经费支出决算具体情况"),
        Para(
            f"1、{_sangong('因公出国（境）费', TRAVEL)}全年支出涉及因公出国（境）团组1个，累计"
            "2人次。开支内容包括：赴境外参加文化交流展演的国际旅费、住宿费和公杂费。"
        ),
        Para(f"2、{_sangong('公务用车购置及运行维护费', CAR_BUY, CAR_RUN)}其中："),
        Para(f"公务用车购置费支出0万元，{YEAR}年使用财政拨款购置公务用车0辆。"),
        Para(
            f"公务用车运行维护费支出{wan(run)}万元，主要用于车辆燃料、维修、保险和过路过桥等支出。"
            f"截至{YEAR}年12月31日，财政拨款开支运行维护费的公务用车保有量为"
            f"{sum(VEHICLES.values())}辆。"
        ),
        Para(f"3、{_sangong('公务接待费', RECEPTION)}其中："),
        Para(
            f"国内接待费{wan(meal)}万元，主要用于接待外地同行调研文旅工作和文物保护专家现场指导，"
            "共计接待12批次、96人次（含外事接待1批次、6人次）；"
        ),
        Para("国（境）外接待费0万元，共计接待0批次、0人次。"),
    ]


def office() -> list[Block]:
    """十、机关运行经费支出说明."""
    now, then = office_cost(), LAST_YEAR_OFFICE_COST
    return [
        Para(
            f"{YEAR}年度机关运行经费支出{wan(now)}万元，比上年减少{wan(then - now)}万元，下降"
            f"{percent(then - now, then)}，主要原因是办公场所集中后水电和维修费用减少，"
            "会议压减合并。机关运行经费为局机关的日常公用经费，所属事业单位不列支。"
        )
    ]


def procurement() -> list[Block]:
    """十一、政府采购支出说明."""
    whole, small, micro = (sum(c, ZERO) for c in zip(*PROCUREMENT.values(), strict=True))
    kinds = "、".join(f"政府采购{k}支出{wan(v[0])}万元" for k, v in PROCUREMENT.items())
    each = "，".join(
        f"{k}采购授予中小企业合同金额占{k}支出金额的{percent(v[1], v[0])}"
        for k, v in PROCUREMENT.items()
    )
    return [
        Para(
            f"{YEAR}年度政府采购支出总额{wan(whole)}万元，其中：{kinds}。授予中小企业合同金额"
            f"{wan(small)}万元，占政府采购支出总额的{percent(small, whole)}，"
            f"其中：授予小微企业合同金额{wan(micro)}万元，"
            f"占政府采购支出总额的{percent(micro, whole)}。{each}。"
        )
    ]


def assets() -> list[Block]:
    """十二、国有资产占用情况说明."""
    listed = "、".join(f"{use}{n}辆" for use, n in VEHICLES.items())
    return [
        Para(
            f"截至{YEAR}年12月31日，本部门共有车辆{sum(VEHICLES.values())}辆，其中，{listed}；"
            "其他用车为流动文化服务车。单价100万元（含）以上设备（不含车辆）1台（套）。"
        )
    ]


def _review(number: int, index: int) -> Para:
    project = PROJECTS[index]
    _, planned, done = money(project)
    return Para(
        f"{number}.{project.name}项目绩效自评综述：根据年初设定的绩效目标，项目自评得分为"
        f"{plain(score(project))}分，其中预算执行率得{plain(execution(project))}分。"
        f"全年预算数为{wan(planned)}万元，执行数为{wan(done)}万元，完成预算的"
        f"{percent(done, planned)}。项目绩效目标完成情况：{project.summary}"
    )


def performance() -> list[Block]:
    """十三、预算绩效情况说明."""
    count, best = len(PROJECTS), sum(grade(score(p)) == "优" for p in PROJECTS)
    funds = sum((money(p)[1] for p in PROJECTS), ZERO)
    names = "、".join(p.name for p in PROJECTS)
    return [
        Heading(3, "（一）预算绩效管理工作开展情况"),
        Para(
            f"根据预算绩效管理要求，本部门组织对{YEAR}年度预算项目全面开展绩效自评，涵盖项目{count}个，"
            f"涉及预算资金{wan(funds)}万元，占部门项目支出预算总额的100%。"
        ),
        Heading(3, "（二）项目绩效自评结果"),
        Para(
            f"{count}个项目中，{best}个项目自评等级为优。本次在部门决算中公开{names}{count}个项目的"
            "绩效自评结果，汇总表和自评表见“第五部分 附件”。"
        ),
        *(_review(i + 1, i) for i in range(count)),
        Heading(3, "（三）中央对地方转移支付项目绩效自评结果"),
        Para("本部门没有中央对地方转移支付绩效自评项目。"),
        Heading(3, "（四）部门重点评价结果"),
        Para("本部门没有部门重点评价项目。"),
        Heading(3, "（五）财政重点评价结果"),
        Para("本部门没有财政重点评价项目。"),
    ]


def narrative() -> list[Block]:
    """第三部分 with its thirteen sections."""
    makers = (
        overall,
        incomes,
        expenses,
        fiscal,
        general,
        basics,
        government_funds,
        state_capital,
        official_costs,
        office,
        procurement,
        assets,
        performance,
    )
    part = f"第三部分 {YEAR}年度部门决算情况说明"
    blocks: list[Block] = [Heading(1, part, part)]
    for ordinal, title, make in zip(ORDINALS, SECTIONS, makers, strict=False):
        blocks += [Heading(2, f"{ordinal}、{title}", f"{ordinal}、{title}"), *make()]
    return blocks
