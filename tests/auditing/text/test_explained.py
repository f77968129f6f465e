"""That something came to more than its budget is no remark where the text says why it did."""

import pytest

from juesuan.auditing import audit
from juesuan.notation.edition import load
from juesuan.reading import read
from juesuan.sources.open import open_document

TABLE = """栖云县农机服务中心2023年度部门决算

第二部分 2023年度部门决算表
财政拨款“三公”经费支出决算表
单位：万元

项目|预算数|决算数
合计|12.00|12.31
1.因公出国（境）费|0.00|0.00
2.公务接待费|2.00|2.31
3.公务用车购置及运行费|10.00|10.00
其中：（1）公务用车购置费||
（2）公务用车运行费|10.00|10.00

第三部分 2023年度部门决算情况说明
七、财政拨款“三公”经费支出决算情况说明
"""
BARE = (
    "2023年度财政拨款“三公”经费支出预算为12.00万元，支出决算为12.31万元，完成预算的102.58%。\n"
    "（一）公务接待费预算为2.00万元，决算为2.31万元，完成预算的115.50%，决算数大于预算数。\n"
)
WHOLE = BARE.replace("102.58%。", "102.58%，决算数大于预算数的主要原因是跨区作业协调会增加。")
ITEM = BARE.replace("决算数大于预算数。", "决算数大于预算数的主要原因是接待外省考察团。")


def asked(text: str) -> set[str]:
    """What is asked to be explained."""
    document = open_document("文.md", (TABLE + text).replace("|", "\t").encode())
    reading = read(document, load("2023"))
    findings = audit(reading, load(reading.meta.edition))
    asking = [f.message for f in findings if "应说明主要原因" in f.message]
    return {message.partition("决算数")[0] for message in asking}


@pytest.mark.parametrize(
    "text, expected",
    [
        (BARE, {"“三公”经费", "公务接待费"}),
        (WHOLE, {"公务接待费"}),
        (ITEM, set()),
        (WHOLE.replace("主要原因是", ""), {"“三公”经费", "公务接待费"}),
    ],
)
def test_only_what_the_text_does_not_explain_is_asked(text: str, expected: set[str]) -> None:
    assert asked(text) == expected
