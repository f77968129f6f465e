"""The other parts: 部门概况, 名词解释, 附件, and the whole document in order."""

from accounts import DEPARTMENT, UNITS, YEAR
from blocks import Block, Heading, Para
from cards import card, summary
from codes import ORDINALS
from forms import forms
from narrative import full_name, narrative
from wording import DUTIES, ITEM_TERMS, REPORT, STRUCTURE, TERMS

from projects import PROJECTS

TITLE = (f"{YEAR}年度", DEPARTMENT, "部门决算")
FICTION = "（示例文档：地区、部门、人员、事项和金额均为虚构）"
DATE = "2024年9月"


def overview() -> list[Block]:
    """第一部分 部门概况."""
    units = [Para(f"{n}、{name}") for n, name in enumerate(UNITS.values(), 1)]
    return [
        Heading(1, "第一部分 部门概况", "第一部分 部门概况"),
        Heading(2, "一、部门职责", "一、部门职责"),
        *(Para(f"（{ORDINALS[i]}）{duty}") for i, duty in enumerate(DUTIES)),
        Heading(2, "二、机构设置", "二、机构设置"),
        *(Para(text) for text in STRUCTURE),
        *units,
    ]


def glossary() -> list[Block]:
    """第四部分 名词解释: terms, then every 项 of the tables."""
    terms = TERMS | {full_name(code): text for code, text in ITEM_TERMS.items()}
    entries = zip(ORDINALS, terms.items(), strict=False)
    return [
        Heading(1, "第四部分 名词解释", "第四部分 名词解释"),
        *(
            Para(("反映" if "（项）" in name else "指") + text, f"{n}、{name}：")
            for n, (name, text) in entries
        ),
    ]


def annexes() -> list[Block]:
    """第五部分 附件: summary, cards, report."""
    title = f"{YEAR}年度项目支出绩效自评情况汇总表"
    blocks: list[Block] = [
        Heading(1, "第五部分 附件", "第五部分 附件"),
        Heading(2, f"附件1 {title}", f"附件1 {title}"),
        summary(),
    ]
    for n, project in enumerate(PROJECTS, 1):
        name = f"附件2-{n} 项目支出绩效自评表"
        blocks += [Heading(2, name, name), card(project)]
    report = "附件3 项目支出绩效自评工作说明"
    return [*blocks, Heading(2, report, report), *(Para(text) for text in REPORT)]


def document() -> list[Block]:
    """Every block after the cover and the 目录."""
    return [*overview(), *forms(), *narrative(), *glossary(), *annexes()]
