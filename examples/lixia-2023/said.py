"""What the books say in words and counts: reasons, duties, 三公 counts, procurement."""

from __future__ import annotations

from lines import HOTLINE, OFFICE, RESEARCH, fen

META = {
    "year": 2023, "region_profile": "370102", "department": "济南市历下区人民政府办公室",
    "approve_date": "2024-08-20", "publish_date": "2024-08-30",
}  # fmt: skip

SANGONG = [
    {"unit_code": OFFICE, "groups": 6, "persons": 11, "destinations": "德国、葡萄牙、日本",
     "cars_bought": 0, "cars_kept": 0, "dom_batches": 21, "dom_persons": 218,
     "of_which_foreign_batches": 2, "of_which_foreign_persons": 50, "foreign_batches": 0,
     "foreign_persons": 0, "purposes": "赴境外开展招商引资；接待外地市来本区学习考察"},
    {"unit_code": HOTLINE, "groups": 0, "persons": 0, "cars_kept": 0},
    {"unit_code": RESEARCH, "groups": 0, "persons": 0, "cars_kept": 0},
]  # fmt: skip

# 合同 单位 项目 万元；公开数合计 2,761.11，全部为服务、全部授予中型企业。
CONTRACTS = """
HT01 009001 XM01 980.00
HT02 009001 XM01 360.00
HT03 009001 XM07 760.00
HT04 009001 XM04 280.00
HT05 009001 XM08 190.00
HT06 009002 XM02 88.00
HT07 009003 XM05 58.11
HT08 009001 XM09 45.00
"""

PROCUREMENT = [
    {"contract_id": contract, "unit_code": unit, "project_code": project, "kind": "服务",
     "amount": fen(amount), "supplier_size": "中", "reserved": True,
     "signed_date": f"2023-{number + 2:02d}-15", "paid": fen(amount)}
    for number, (contract, unit, project, amount) in enumerate(
        text.split() for text in CONTRACTS.strip().split("\n")
    )
]  # fmt: skip

TEXTS = {
    "01:收入总计:1@上年": "单位在编人数变化，专项经费收支增加",
    "02:合计:2@上年": "单位在编人数变化，专项经费收支增加",
    "02:合计:7@上年": "本年度增加赴港澳招商经费拨款收入",
    "03:合计:2@上年": "单位在编人数变化，并按照工作要求压减定额公用经费",
    "03:合计:3@上年": "专项业务工作增加，专项经费收支增加",
    "04:收入总计:1@上年": "专项业务工作增加以及单位在编人数变化，专项经费收支增加",
    "05:合计:1@上年": "专项业务工作增加以及单位在编人数变化，专项经费收支增加",
    "05:合计:1@年初预算": "单位在编人数变化，专项经费收支增加",
    "05:2010301:1@年初预算": "单位在编人数变化，专项经费收支增加",
    "05:2010305:1@年初预算": "部分业务资金尚未支出",
    "05:2010350:1@年初预算": "人员经费较上年有所增加",
    "05:2010599:1@年初预算": "年中追加大数据建设和省级“数字山东”项目资金",
    "05:2080199:1@年初预算": "年中追加外事专项经费",
    "05:2080505:1@年初预算": "在编人数较上年有所变化，人员经费变化",
    "05:2080506:1@年初预算": "在编人数较上年有所变化，人员经费变化",
    "05:2101101:1@年初预算": "在编人数较上年有所变化，人员经费变化",
    "05:2101102:1@年初预算": "在编人数较上年有所变化，人员经费变化",
    "文:机关运行经费:1@年初预算": "工作人员职级正常晋升",
}
REASONS = [{"anchor": anchor, "text": text, "author": "示例"} for anchor, text in TEXTS.items()]

DUTIES = (
    "负责区政府会议的准备和组织工作，协助区政府领导组织会议议定事项的实施。",
    "负责区政府文电、档案、信息和政务公开工作。",
    "督促检查区政府决定事项的落实，组织办理人民代表大会议案和政协提案。",
    "负责区政府值班工作，及时报告重要情况。",
    "负责全区政务信息化建设和政府大数据管理。",
    "承担区委外事委日常工作，统筹协调重要外事事项。",
)
WAYS = [
    ("机构设置", "部门决算包括办公室机关决算和办公室下属事业单位决算。"),
    (
        "绩效自评做法",
        "各项目实施单位先行自评，办公室财务室核对指标完成情况和资金执行数后汇总。",
    ),
    ("绩效改进措施", "按季度通报项目资金支付进度，进度偏慢的项目说明原因。"),
    ("绩效改进措施", "编制下一年预算时，执行率低的项目相应核减。"),
]
PROFILE = [
    {"key": key, "text": text, "year": 2023}
    for key, text in [*(("主要职责", text) for text in DUTIES), *WAYS]
]

# 三个单位年末都没有车辆，也没有单价 100 万元以上的设备。
VEHICLES = [
    {"unit_code": unit, "usage": "其他用车", "count": 0, "fiscal_maintained": True}
    for unit in (OFFICE, HOTLINE, RESEARCH)
]
EQUIPMENT = [{"unit_code": unit, "count": 0} for unit in (OFFICE, HOTLINE, RESEARCH)]
