"""Whether changes are explained, and whether the reasons explain what has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.auditing.text.places import NUMBERED, REASON, Hit, gathered, hit, items, quoted
from juesuan.model.reading import Reading
from juesuan.model.text import Paragraph
from juesuan.notation.edition import Edition
from juesuan.notation.numbers import decimal
from juesuan.notation.rule import PLAN, TEMPLATE, Remark, rule

CHANGE = re.compile(
    r"(?:增加|减少|增长|下降)(?P<n>\d[\d,.]*)(?:万元|%)|决算数?(?P<d>大于|小于|高于|低于)"
)
PAIR = re.compile(
    r"预算(?:数)?为(?P<b>\d[\d,]*(?:\.\d+)?)万元，(?:支出)?决算(?:数)?为(?P<a>\d[\d,]*(?:\.\d+)?)万元"
)
TOLD = re.compile(
    r"(?:主要)?原因(?:是|：|为)+(?:因为|因)?([^。；]{6,})|主要是(?:因为|因)?([^。；]{6,})"
)
COMING = re.compile(r"：$|(?:如下|以下|下列)[^。；：]{0,8}。$")
COMPOSED = re.compile(
    r"[，。；]其中：[^。]{0,60}占"
)  # what a whole is made of, its change by the way
FOR_ALL = re.compile(r"(?:上述|以上|总的|各项)[^。；]{0,20}原因|(?:^|。)(?:主要)?原因")
SECTIONS = frozenset("总体 收入 支出 财政拨款 一般公共预算 三公 机关运行经费".split())
BUSINESS = (  # what is done for others, not paid to the staff
    r"[^，。；、]{0,4}(?:经办|中心|系统|业务|大厅|服务|稽核|征缴|归集|贷款|缴存|管理|监管|发放|申领|审核"
    r"|认证|政策|宣传|扩面|参保|窗口|平台|网点|档案|局|所|项目)"
)
STAFF = re.compile(
    r"职级|晋升|薪级|奖金|人员经费"
    rf"|(?P<own>工资|津贴|补贴|社保|社会保险|公积金|年金|养老保险|医疗保险)(?!{BUSINESS})"
)
RUNNING = re.compile(
    r"水|电|办公|维修|差旅|印刷|会议|培训|物业|设备|车|邮|交通|租|公用|运行|定额|福利费|工会|取暖|用房|搬迁"
)
TO_BUDGET = re.compile(
    r"(?:大于|小于|高于|低于|超过)(?:年初|全年|调整)?预算数?的?(?:主要)?原因[^。；]{0,200}?"
    r"(?:(?:较|比|同|与)(?:上年|去年|上一年|20\d\d年)|同比)"
    r"(?!度?(?:决算数?|支出)?(?:相比|比较)?，?(?:(?:增加|减少|增长|上升|下降|降低)了?\d|持平|无))[^。；]*"
)
MANY = 5
LOW = Decimal(80)
DONE = re.compile(
    r"完成(?:全年|年初)?预算的(?P<rate>\d+(?:\.\d+)?)%[^%]*?已?(?:完成|实现)了?(?:全年|全部|各项|年度)(?:工作)?(?:任务|目标)"
)
USE = re.compile(
    r"(?P<item>[^，。；：()]{2,30})\(项\)"
    r"(?:[^。]{0,300}+。(?:(?!主要用于)[^。]){0,300}+主要用于|[^。]{0,300}主要用于)：?(?P<use>[^。；]*)"
)


@rule(
    "原因.缺少",
    basis=f"{PLAN}：决算收支增减变化情况应当说明",
    mend="补写增减变化的主要原因",
    example="“比上年减少 0.52 万元，下降 11.09%。”之后没有原因",
)
def given(reading: Reading, _: Edition) -> Iterator[Remark]:
    """与上年或者预算相比有增减的，应说明主要原因。"""
    passages = [p for p in items(reading) if p.section in SECTIONS]
    explained = any(p.section == "三公" and REASON.search(p.text) for p in passages)
    places = []
    for number, p in enumerate(passages):
        unexpected = COMING.search(p.text) or COMPOSED.search(p.text) or REASON.search(p.text)
        change = None if unexpected or (p.section == "三公" and explained) else _change(p.text)
        if change and not _explained_after(passages[number:]):
            places.append(hit(p, *change.span(), 30))
    message = f"有 {len(places)} 处增减变化没有说明原因：{quoted((one.text for one in places), 3)}"
    yield from gathered("提示", message, places)


def _explained_after(passages: Sequence[Paragraph]) -> bool:
    """Whether reasons follow: item by item below a heading, or once for all after a list."""
    first = passages[0]
    listed = NUMBERED.match(first.text)
    for p in passages[1:]:
        if (p.section, p.heading) != (first.section, first.heading):
            return False
        if REASON.search(p.text) and (not listed or FOR_ALL.search(p.text)):
            return True
    return False


def _change(text: str) -> re.Match[str] | None:
    """The first change that is not zero."""
    for match in CHANGE.finditer(text):
        if match["d"] or not _zero(match["n"]):
            return match
    for match in PAIR.finditer(text):
        if decimal(match["a"]) != decimal(match["b"]):
            return match
    return None


def _zero(text: str) -> bool:
    """Whether a number is nothing; one that cannot be read is something."""
    return decimal(text.rstrip(".,")) == 0


@rule(
    "原因.对象不符",
    basis=f"{TEMPLATE}：机关运行经费是日常公用经费，不含人员支出",
    mend="改写为影响公用支出的原因",
    example="机关运行经费增长的原因写“工作人员职级正常晋升”",
)
def about_running(reading: Reading, _: Edition) -> Iterator[Remark]:
    """机关运行经费和公用经费的增减，应以公用支出的变化说明，不以人员待遇说明。"""
    places = [
        Hit(p.at(start), text)
        for p in items(reading)
        if p.section == "机关运行经费"
        for start, text in _reasons(p)
        if _of_staff(text, reading.meta.department) and not RUNNING.search(text)
    ]
    texts = quoted(one.text for one in places)
    message = f"机关运行经费不含人员支出，增减原因却是{texts}"
    yield from gathered("提示", message, places)


def _of_staff(text: str, department: str) -> bool:
    """Whether a reason speaks of pay; what a department has in its name is its business."""
    return any(not (m["own"] and m["own"] in department) for m in STAFF.finditer(text))


def _reasons(p: Paragraph) -> Iterator[tuple[int, str]]:
    for match in TOLD.finditer(p.text):
        group = 1 if match[1] else 2
        yield match.start(group), match[group]


@rule(
    "原因.基准不符",
    basis=f"{TEMPLATE}：说明决算数与年初预算数不同的原因",
    mend="说明与预算不同的原因，而不是与上年不同的原因",
    example="“决算数大于年初预算数的主要原因是人员经费较上年有所增加”",
)
def same_base(reading: Reading, _: Edition) -> Iterator[Remark]:
    """决算与预算不同的，原因应针对预算，不应说与上年相比。"""
    matches = ((p, m) for p in items(reading) for m in TO_BUDGET.finditer(p.text))
    places = [Hit(p.at(m.start()), m[0]) for p, m in matches]
    texts = quoted((place.text for place in places), 2)
    message = f"有 {len(places)} 处以“较上年”的变化解释与预算的差异：{texts}"
    yield from gathered("提示", message, places)


@rule(
    "原因.千篇一律",
    basis=f"{PLAN}：决算收支增减变化情况应当说明",
    mend="分别写明各科目增减的具体原因",
    example="同一句原因用在五个科目上",
)
def particular(reading: Reading, _: Edition) -> Iterator[Remark]:
    """各处增减的原因应当具体，不应都用同一句话。"""
    reasons: dict[str, list[Hit]] = {}
    for p in items(reading):
        for start, text in _reasons(p):
            reasons.setdefault(text.removesuffix("其中：").rstrip("，"), []).append(
                hit(p, start, start)
            )
    for text, places in reasons.items():
        if len(places) >= MANY:
            message = f"同一句原因用了 {len(places)} 次：“{text}”"
            yield Remark("提示", message, places=tuple(places), key=text)


@rule(
    "原因.低执行称完成",
    basis="财预〔2020〕10号：执行率偏低的应说明原因和改进措施",
    mend="核实完成情况，说明资金没有执行完的原因",
    example="“完成预算的29.78%……已完成全年工作任务”",
)
def done_with_less(reading: Reading, _: Edition) -> Iterator[Remark]:
    """项目执行率明显偏低的，不应只说已完成全年任务，应说明原因。"""
    slow = [
        (slow["rate"], hit(p, slow.start(), slow.end(), 0))
        for p in items(reading)
        for slow in DONE.finditer(p.text)
        if (decimal(slow["rate"]) or LOW) < LOW and "原因" not in p.text
    ]
    rates = "、".join(f"{rate}%" for rate, _ in slow)
    message = f"{len(slow)} 个项目执行率为 {rates}，却写已完成全年任务，没有说明原因"
    yield from gathered("提示", message, [one for _, one in slow])


@rule(
    "用途.与科目不符",
    basis="《政府收支分类科目》",
    mend="按科目说明写用途，或改列科目",
    example="住房公积金（项）“主要用于缴纳职工医疗保险”",
)
def fitting(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """科目的用途说明应与科目的含义相符。"""
    misuses = {use.item: use.wrong for use in edition.wording.uses}
    for p in _spoken_items(items(reading)):
        for match in USE.finditer(p.text):
            item = match["item"].rpartition("款")[2]
            wrong = misuses.get(item)
            bad = wrong.search(match["use"]) if wrong else None
            if bad:
                message = f"{item}（项）的用途写作“{match['use']}”，其中“{bad[0]}”不属于这个科目"
                spots = (hit(p, match.start("use"), match.end("use"), 0),)
                yield Remark("提示", message, places=spots, key=item)


def _spoken_items(passages: Iterator[Paragraph]) -> Sequence[Paragraph]:
    return [p for p in passages if "(项)" in p.text and "主要用于" in p.text]
