"""The contradictions put into disclosure.md and disclosure.pdf on purpose; clean.md has none."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from accounts import YEAR
from blocks import Block, Cell, Heading, Para, Table, find
from cards import score
from facts import income, initial, last_total, percent, plain, spent, total, wan
from forms import G

from projects import PROJECTS


@dataclass(frozen=True)
class Planted:
    """One planted contradiction: an address or a section, what is printed, what is true, why."""

    id: str
    where: str
    kind: str
    printed: str
    true: str
    explain: str


class Planter:
    """Makes each change exactly once in the blocks, and keeps the list."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.planted: list[Planted] = []

    def table(self, key: str) -> Table:
        """The table called `key`."""
        (one,) = [b for b in self.blocks if isinstance(b, Table) and b.key == key]
        return one

    def _note(self, where: str, kind: str, printed: str, true: str, explain: str) -> None:
        number = f"E{len(self.planted) + 1}"
        self.planted.append(Planted(number, where, kind, printed, true, explain))

    def cell(self, where: str, kind: str, target: Cell, printed: str, explain: str) -> None:
        """Print something else in one cell."""
        assert target.text != printed
        self._note(where, kind, printed, target.text, explain)
        target.text = printed

    def sentence(self, section: str, true: str, printed: str, explain: str) -> None:
        """Say something else in the only paragraph of the section that says `true`."""
        self._note(section, "text", printed, true, explain)
        here, hits = "", []
        for block in self.blocks:
            if isinstance(block, Heading) and block.level == 2:
                here = block.text
            if isinstance(block, Para) and section.endswith(here) and true in block.text:
                hits.append(block)
        (hit,) = hits
        hit.text = hit.text.replace(true, printed)

    def note(self, where: str, key: str, printed: str, explain: str) -> None:
        """Leave a line under a table that should have been deleted."""
        self.table(key).notes.append(printed)
        self._note(where, "text", printed, "", explain)


def _column(table: Table, row: str, column: int) -> Cell:
    """Cell of a table that begins with 编码 and 名称; columns count from 栏次 1."""
    return find(table, row)[1 + column]


def _tables(plan: Planter) -> None:
    t03, t05, t06 = plan.table("03"), plan.table("05"), plan.table("06")
    plan.cell(
        "03:2070108:3",
        "table",
        _column(t03, "2070108", 3),
        "106.07",
        "支出决算表“文化活动”项目支出两位数字颠倒：本行栏1、本栏20701款合计和05表同一项均为160.07。",
    )
    plan.cell(
        "05:210:1",
        "table",
        _column(t05, "210", 1),
        _column(t05, "221", 1).text,
        "一般公共预算财政拨款支出决算表“卫生健康支出”小计误填下一类“住房保障支出”的数：与本行栏2、"
        "所属21011款、03表同类及04表第41行一般公共预算栏均不符。",
    )
    (target,) = [r[5] for r in t06.body if r[3].text == "302"]
    off = f"{Decimal(target.text.replace(',', '')) + 1:,.2f}"
    plan.cell(
        "06:302:金额",
        "table",
        target,
        off,
        "“商品和服务支出”小计多1.00：302各款之和及公用经费合计减310均得原数。",
    )


def _change(then: Decimal) -> str:
    now = total()
    return f"各增加{wan(now - then)}万元，增长{percent(now - then, then)}。"


def _texts(plan: Planter) -> None:
    done, planned = spent("2070308", funds=G), initial("2070308")
    share = percent(spent("208", funds=G), spent(funds=G))
    adjusted = income("2070308", G)  # appropriated in full, partly carried over
    plan.sentence(
        "第三部分·一、收入支出决算总体情况说明",
        _change(last_total()),
        _change(initial()),
        f"把本年年初预算{wan(initial())}万元当作{YEAR - 1}年度总计；由二、三、四节反推的"
        f"{YEAR - 1}年度总计为{wan(last_total())}万元。",
    )
    plan.sentence(
        "第三部分·五、一般公共预算财政拨款支出决算情况说明",
        f"占{share}",
        "占8.96%",
        "社会保障和就业（类）占比应为201.9÷2,322.35；各类占比之和也不等于100%。",
    )
    plan.sentence(
        "第三部分·五、一般公共预算财政拨款支出决算情况说明",
        f"完成年初预算的{percent(done, planned)}",
        f"完成年初预算的{percent(done, adjusted)}",
        f"群众体育（项）完成率误用全年预算{wan(adjusted)}万元作分母，应为年初预算"
        f"{wan(planned)}万元。",
    )


def _cards(plan: Planter) -> None:
    second, third = PROJECTS[1], PROJECTS[2]
    table = plan.table("汇总")
    assert plain(score(second)) == "92.8"
    plan.cell(
        f"绩效:{second.name}:汇总表:自评得分",
        "card",
        table.body[1][5],
        "98.2",
        "汇总表得分与自评表总分及正文综述（92.8分）不一致，数字颠倒。",
    )
    plan.cell(
        "绩效:汇总表:第3行:项目名称",
        "card",
        table.body[2][1],
        "全民健身与旅游设施专项经费",
        f"同一项目在自评表和正文中均称“{third.name}”。",
    )
    plan.note(
        "第五部分·附件1 汇总表附注",
        "汇总",
        "填表说明：本表项目个数须与正文“十三、预算绩效情况说明”一致，单位填报后请删除本行。",
        "模板的填表说明没有删除。",
    )


def plant(blocks: list[Block]) -> list[dict[str, str]]:
    """Change the blocks in place; return the list of what was changed."""
    plan = Planter(blocks)
    _tables(plan)
    _texts(plan)
    _cards(plan)
    return [asdict(p) for p in plan.planted]
