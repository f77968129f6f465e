"""A text of final accounts in a few lines: quick to audit, with one 错误 and some hints."""

DEPARTMENT = "青石县档案馆"
WRONG = f"""# {DEPARTMENT}2023年度部门决算

# 第三部分 2023年度部门决算情况说明

## 一、收入支出决算总体情况说明

2023年度收入总计100.00万元，支出总计100.00万元。与2022年度相比，收、支总计各增加20.00万元，增长25.00%。

## 二、收入决算情况说明

2023年度收入合计100.00万元，其中：财政拨款收入90.00万元，占80.00%；其他收入10.00万元，占10.00%。。
"""
CLEAN = WRONG.replace("80.00%", "90.00%").replace("。。", "。")
ERROR = "21d38f987653"
