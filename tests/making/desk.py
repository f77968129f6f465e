"""Rounds on a reviewer's desk, with words that would like to be more than words."""

from dataclasses import replace

from juesuan.model.finding import Coverage
from juesuan.model.review import DeskDocument, DeskFinding, Passed, Reply, Review
from juesuan.model.settings import SkippedRule, Waiver

HOSTILE = '=1+1<script>alert(1)</script>\x1b[31m\u202e"&'
FINDING = DeskFinding(
    id="0123456789ab",
    rule="claim",
    severity="错误",
    message=f"文字写 9.00，03表为 8.00 {HOSTILE}",
    where="第3页  文字说明",
    correction="应为 8.00",
    addresses=("03:合计:1",),
)
OTHER = DeskFinding("ba9876543210", "equation", "提示", "值得一看", actual="9.00")
WRONG = DeskDocument(
    name=f"{HOSTILE}局.pdf",
    sha256="a1" * 32,
    department=f"=云川市教育局{HOSTILE}",
    year=2024,
    kind="部门决算",
    edition="2024",
    verdict="1 处错误、1 处提示：不宜公开",
    coverage=Coverage(10, 8, 1, 1, 3),
    findings=(FINDING, OTHER),
    report="局 1.html",
)
UNREAD = DeskDocument("扫描.pdf", unread="没有文字层：请提供带文字层的 PDF")
ROUND = Review((WRONG, UNREAD), (Passed("结果.txt", "是 juesuan 写出的结果，不再审核"),))
REPLY = Reply("0123456789ab@a1a1a1a1", "已改正", "张三", "属实，将改", "汇总.xlsx")
WAIVER = Waiver(FINDING.id, f"核过{HOSTILE}", "王某", "2026-12-31", "教育局")
SETTLED = replace(
    WRONG,
    findings=(replace(FINDING, waiver=WAIVER, holds=True), replace(OTHER, waiver=WAIVER)),
    skipped=(SkippedRule("标点.段末", f"不查{HOSTILE}"),),
)
