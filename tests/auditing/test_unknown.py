"""What is missing, attached or left blank is unknown: it contradicts nothing and is said aloud."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.auditing import audit
from juesuan.model.finding import Finding
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

HEAD = "青禾市某某中心2023年度部门决算\n\n"
CLEAN = Path(__file__).parents[2] / "examples" / "disclosure" / "clean.md"


def reading(text: str) -> Reading:
    """What is read of a document."""
    return read(open_document("试.md", (HEAD + text).encode()))


def errors(text: str) -> list[Finding]:
    """Its 错误."""
    found = reading(text)
    return [f for f in audit(found, load(found.meta.edition)) if f.severity == "错误"]


SPENDING = (
    "三、支出决算情况说明\n本年支出合计770.00万元，其中：基本支出480.00万元，占62.34%；"
    "项目支出290.00万元，占37.66%。\n"
)
TEXTS = [
    (
        "报表详见附件\n一、收入支出决算总体情况说明\n2023年度收、支总计900.00万元。本年支出合计770.00万元，"
        "年末结转和结余130.00万元。\n"
    ),
    (
        "一、收入支出决算总体情况说明\n2023年度收入总计900.00万元，其中：本年收入合计850.00万元，"
        "年初结转和结余50.00万元；支出总计900.00万元，其中：本年支出合计770.00万元，结余分配0.00万元，"
        "年末结转和结余130.00万元。\n"
    ),
    "二、收入决算情况说明\n本年收入合计850.00万元，其中：财政拨款收入850.00万元，占100.00%。\n",
    (
        "四、财政拨款收入支出决算总体情况说明\n2023年度财政拨款收、支总计860.00万元，本年财政拨款支出770.00万元，"
        "年末财政拨款结转和结余90.00万元。\n"
    ),
    (
        "五、一般公共预算财政拨款支出决算情况说明\n2023年度一般公共预算财政拨款支出年初预算为700.00万元，"
        "支出决算为770.00万元，完成年初预算的110.00%。\n"
        "1.卫生健康支出（类）公共卫生（款）妇幼保健机构（项）年初预算为700.00万元，支出决算为700.00万元。\n"
    ),
    (
        "六、一般公共预算财政拨款基本支出决算情况说明\n一般公共预算财政拨款基本支出480.00万元，其中：人员经费400.00万元，"
        "公用经费80.00万元。\n"
    ),
    "七、财政拨款“三公”经费支出决算情况说明\n“三公”经费支出决算为8.00万元，其中：公务接待费3.00万元。\n",
    "八、政府性基金预算财政拨款收入支出决算情况说明\n年初结转和结余1.00万元，本年收入2.00万元，本年支出3.00万元。\n",
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_text_without_its_tables_contradicts_nothing(text: str) -> None:
    """Whatever it tells: totals without classes, parts without the rest."""
    assert errors(text + SPENDING) == []


def test_a_text_without_its_tables_is_still_held_against_itself() -> None:
    """A sum, a share and an equation between told numbers."""
    used = TEXTS[1].replace("年初结转", "使用非财政拨款结余0.00万元，年初结转")
    assert errors(used + SPENDING) == []
    assert errors(used.replace("50.00", "51.00") + SPENDING)
    assert errors(TEXTS[2].replace("100.00%", "90.00%") + SPENDING)
    assert errors(TEXTS[1].replace("770.00", "780.00") + SPENDING)


FORMS = ("01", "02", "03", "04", "05", "06", "07", "09")


@pytest.mark.parametrize("gone", FORMS)
def test_a_document_without_one_of_its_tables_contradicts_nothing(gone: str) -> None:
    """Each form taken out of a consistent document: only its absence is said."""
    text = CLEAN.read_text("utf-8")
    found = read(open_document("试.md", text.encode()))
    state = found.facts.forms[gone]
    start = text.index("\n# 第二部分")
    lines = text[start:].split("\n")
    first = next(i for i, line in enumerate(lines) if state.title in line)
    last = next(i for i in range(first + 1, len(lines)) if lines[i].startswith("#"))
    shorter = text[:start] + "\n".join(lines[:first] + lines[last:])
    left = read(open_document("试.md", shorter.encode()))
    assert left.facts.forms[gone].state == "missing"
    told = [f for f in audit(left, load(left.meta.edition)) if f.severity == "错误"]
    assert [f.rule for f in told] == ["完整.九表齐全"]


ATTACHED = """一、收入支出决算总表
单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 决算数 | 项目 | 决算数 |
| 一、一般公共预算财政拨款收入 | | 一、一般公共服务支出 | |
| 二、政府性基金预算财政拨款收入 | | 二、外交支出 | |
| 三、国有资本经营预算财政拨款收入 | | 三、国防支出 | |
| 本年收入合计 | | 本年支出合计 | |
| 年初结转和结余 | | 年末结转和结余 | |
| 总计 | | 总计 | |

注：数据详见附件。

"""


def test_a_blank_table_that_points_to_an_attachment_is_not_empty() -> None:
    """Its amounts are elsewhere."""
    assert errors(ATTACHED + TEXTS[1] + SPENDING) == []
    assert reading(ATTACHED + TEXTS[1] + SPENDING).facts.forms["01"].state == "unreadable"


def spent(*rows: str) -> str:
    """Form 03 with some rows."""
    head = (
        "三、支出决算表\n单位：万元\n\n| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |"
    )
    head += " 上缴上级支出 | 经营支出 | 对附属单位补助支出 |\n|---|---|---|---|---|---|---|---|\n"
    return head + "\n".join(rows) + "\n\n"


ROWS = (
    "| 合计 | | 95.00 | 80.00 | 15.00 | | | |",
    "| 210 | 卫生健康支出 | 95.00 | 80.00 | 15.00 | | | |",
    "| 21004 | 公共卫生 | 95.00 | 80.00 | 15.00 | | | |",
    "| 2100402 | 卫生监督机构 | 5.00 | | 5.00 | | | |",
    "| 2100403 | 妇幼保健机构 | 90.00 | 80.00 | 10.00 | | | |",
)


def blanked(text: str, *rows: int) -> str:
    """The form with the amounts of some rows taken out."""
    changed = list(ROWS)
    for row in rows:
        cells = changed[row].split("|")
        changed[row] = "|".join([*cells[:3], *(" " for _ in cells[3:-1]), ""])
    return spent(*changed) + text


def test_blanks_beside_amounts_that_add_up_are_zeros() -> None:
    """As everywhere in these tables."""
    assert errors(spent(*ROWS)) == []


@pytest.mark.parametrize("rows", [(3, 4), (2, 3, 4), (1, 2, 3, 4)])
def test_parts_all_left_blank_are_one_finding(rows: tuple[int, ...]) -> None:
    """However many levels."""
    assert [f.rule for f in errors(blanked("", *rows))] == ["完整.分项漏填"]


def test_dashes_are_zeros() -> None:
    """A dash says that there is nothing: the sum is wrong."""
    dashed = blanked("", 3, 4).replace("|   |", "| — |").replace("| |", "| — |")
    rows = [ROWS[0], ROWS[1], ROWS[2], "| 2100402 | 卫生监督机构 | — | — | — | — | — | — |"]
    assert errors(dashed) != [] or errors(spent(*rows)) != []
    assert any(f.rule != "完整.分项漏填" for f in errors(spent(*rows)))


def test_a_single_blank_row_is_named() -> None:
    """Not the row beside it, that is printed."""
    found = errors(blanked("", 4))
    assert len(found) == 1
    assert "妇幼保健机构" in found[0].message


def sangong(run: str, whole: str = "41.90") -> str:
    """Form 09 laid on its side, with what stands for the running cost."""
    return f"""一、“三公”经费支出决算表
单位：万元

| 项 目 | 预算数 | 决算数 |
|---|---|---|
| 合 计 | 77.00 | 68.30 |
| 因公出国（境）费 | 0.00 | 0.00 |
| 公务接待费 | 35.00 | 26.40 |
| 公务用车购置及运行费 | 42.00 | {whole} |
| 其中：公务用车运行维护费 | 42.00 | {run} |
| 公务用车购置费 | | |

七、“三公”经费支出决算情况说明
公务用车购置及运行费支出41.90万元，其中：公务用车运行维护费41.90万元。公务用车保有量为37辆。
"""


def test_a_blank_found_wrong_is_no_zero_for_any_rule() -> None:
    """37 vehicles are not said to run on nothing."""
    for run in ("", "41.90"):
        found = reading(sangong(run))
        told = audit(found, load(found.meta.edition))
        assert sum(f.severity == "错误" for f in told) == (not run)
        assert not any("没有支出，而" in f.message for f in told)


def test_a_cell_left_blank_is_named_by_what_the_text_tells() -> None:
    """Not its sister."""
    found = errors(sangong("").replace("| 42.00 |  |", "| | |"))
    assert len(found) == 1
    assert "公务用车运行维护费" in found[0].message
    assert "公务用车购置费" not in found[0].message.replace("公务用车购置及", "")
