"""The row 合计 of a summary table is no project; it is the sum of the rows."""

from __future__ import annotations

import pytest
from tests.making.cards import findings_on, projects_of

TABLE = """# 2023年度云川市图书馆部门决算

## 项目支出绩效自评情况汇总表

<table>
<tr><th>序号</th><th>项目名称</th><th>全年预算数</th><th>全年执行数</th><th>得分</th></tr>
<tr><td>1</td><td>阅读推广专项经费</td><td>40.00</td><td>38.00</td><td>95</td></tr>
<tr><td>2</td><td>古籍修复专项经费</td><td>12.50</td><td>12.50</td><td>100</td></tr>
{total}
</table>
"""
FIRST = "<tr><td>合计</td><td></td><td>52.50</td><td>{}</td><td></td></tr>"
MERGED = "<tr><td colspan='2'>总 计</td><td>52.50</td><td>{}</td><td></td></tr>"
NAMED = "<tr><td></td><td>合计</td><td>52.50</td><td>{}</td><td></td></tr>"


@pytest.mark.parametrize("total", [FIRST, MERGED, NAMED])
def test_the_total_is_read_wherever_its_word_stands(total: str) -> None:
    projects = projects_of(TABLE.format(total=total.format("50.50")))
    (listed,) = projects.lists
    assert [row.name for row in listed.rows] == ["阅读推广专项经费", "古籍修复专项经费"]
    assert [row.executed and row.executed.printed for row in listed.totals] == ["50.50"]
    assert findings_on(projects) == []
    (wrong,) = findings_on(projects_of(TABLE.format(total=total.format("55.50"))))
    assert (wrong.severity, wrong.rule, wrong.expected) == ("错误", "PF-01", "50.50")


def test_averages_and_subtotals_are_no_totals() -> None:
    for word in ("平均", "小计"):
        text = TABLE.format(total=FIRST.format("55.50").replace("合计", word))
        (listed,) = projects_of(text).lists
        assert (len(listed.rows), listed.totals) == (2, ())
