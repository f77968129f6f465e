"""Years, dates and the department's name: the same all over the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from juesuan.auditing.text.places import SPOKEN, Hit, gathered, hit, narrative, paragraphs, quoted
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition
from juesuan.notation.rule import TEMPLATE, Remark, rule
from juesuan.notation.speech.own_names import same_name

COMPARED = re.compile(r"[与比较同](20\d\d)年(?:度)?(?:决算数?)?(?:相比|增加|减少|增长|下降)")
ENDED = re.compile(r"截[至止]到?(20\d\d)年12月31日")
TITLED = re.compile(r"(20\d\d)年度?(?:部门|单位)?决算(?:情况说明|公开|表|报表)?$")
SECTION = re.compile(
    r"(20\d\d)年度?(?:部门|单位)?(?:收入|支出|收支|财政拨款|一般公共预算|政府性基金|国有资本经营|国有资产"
    r"|“三公”|机关运行|政府采购|预算绩效|绩效)(?!目标)(?:(?!目标|结转|安排|计划)[^，。；：]){0,30}(?:情况|说明)$"
)
KINDS = "局|委|委员会|办公室|厅|院|中心|馆|学校|街道办事处|镇人民政府|联合会|队|所|会"
STATED = re.compile(
    r"^(?:[本我](?:部门|单位|局|委|院|校|中心|机关))?(20\d\d)年度?"
    rf"(?:，?[\u4e00-\u9fff]{{2,25}}?(?:{KINDS}))?"
    r"(?=(?:收、?支|收入|支出|财政拨款|一般公共|政府性|机关运行|政府采购|“三公)[^，。]{0,30}\d万元)"
)
NO_YEAR = re.compile(
    r"(?<![\d.,年])(?:\d{3}|[12]\d{4,5})年度(?!\d)|(?<![\d.,])(?:20\d|2\d{4})年(?=\d{1,2}月|[初末])"
)
GLUED = re.compile(r"\d{1,2}20\d\d年")  # a number of the line before, run together with a year
DAY = r"(20\d\d)[年-](\d{1,2})[月-](\d{1,2})日?"
APPROVED = re.compile(rf"批复(?:日期|时间)：?{DAY}|{DAY}[^，。；]{{0,20}}批复")
PUBLISHED = re.compile(rf"(?:公开|发布)(?:日期|时间)：?{DAY}")
LIMIT = 20
BODY = rf"[\u4e00-\u9fff]{{3,25}}?(?:{KINDS})"
OWNER = re.compile(
    rf"^(?:20\d\d年度?)?({BODY})(?:\(部门\)|部门)?20\d\d年度?"
    r"(?:收入支出总计|财政拨款|无|政府采购|预算绩效)"
    rf"|^截至20\d\d年12月31日，({BODY})(?:等单位)?(?:共有车辆|财政拨款)"
    rf"|^({BODY})组织对20\d\d年度|^部门：({BODY})(?:金额单位|单位|公开\d|$)"
)


@rule(
    "年度.比较",
    basis=f"{TEMPLATE}：与上年相比",
    mend="与上一年度比较；核对比较的年度是否写错",
    example="2023 年度决算写“与2021年度相比”",
)
def last_year(reading: Reading, _: Edition) -> Iterator[Remark]:
    """增减变化应与上一年度比较。"""
    year = _year(reading)
    years = [
        (int(m[1]), hit(p, *m.span()))
        for p in narrative(reading)
        for m in COMPARED.finditer(p.text)
        if year and int(m[1]) != year - 1 and not _year_after(p.text, m)
    ]
    texts = quoted(one.text for _, one in years)
    sure = any(year is not None and other >= year for other, _ in years)
    message = f"{year} 年度决算应与 {(year or 0) - 1} 年度比较，文中写{texts}"
    yield from gathered("错误" if sure else "提示", message, [x for _, x in years])


def _year_after(text: str, compared: re.Match[str]) -> bool:
    """Whether the sentence speaks of the year after it: 2025年预算与2024年度相比."""
    end = text.find("。", compared.end())
    sentence = text[text.rfind("。", 0, compared.start()) + 1 : end if end >= 0 else len(text)]
    return f"{int(compared[1]) + 1}年" in sentence


@rule(
    "年度.一致",
    basis=TEMPLATE,
    mend="把沿用上年文件的年度改过来",
    example="2023 年度决算写“截至2022年12月31日，本部门共有车辆3辆”",
)
def this_year(reading: Reading, _: Edition) -> Iterator[Remark]:
    """标题、截止日期和各节所说的年度应是本决算的年度。"""
    year = _year(reading)
    places = []
    for p in paragraphs(reading, "text", "heading", "contents"):
        patterns = (ENDED, STATED) if p.section in SPOKEN else ()
        title = (TITLED, SECTION) if p.kind != "text" and "《" not in p.text else ()
        for pattern in (*patterns, *title):
            places += [
                hit(p, *m.span())
                for m in pattern.finditer(p.text)
                if year and int(m[1]) != year and f"{year}年" not in p.text
            ]
    texts = quoted(one.text for one in places)
    yield from gathered("错误", f"这是 {year} 年度决算，文中写{texts}", places)


@rule(
    "年度.写法",
    basis=TEMPLATE,
    mend="年度写四位数",
    example="“202年度收入总计”“20223年度”",
)
def four_digits(reading: Reading, _: Edition) -> Iterator[Remark]:
    """年度应写成四位数。"""
    places = [
        hit(p, *m.span())
        for p in paragraphs(reading, "text", "heading", "contents")
        for m in NO_YEAR.finditer(p.text)
        if not GLUED.match(m[0])
    ]
    texts = quoted(one.text for one in places)
    yield from gathered("错误", f"年度不是四位数：{texts}", places)


@rule(
    "名称.一致",
    basis=TEMPLATE,
    mend="改为本部门的名称",
    example="清河区档案局的决算中写“清河区图书馆2023年度无……”",
)
def one_department(reading: Reading, _: Edition) -> Iterator[Remark]:
    """全文的部门名称应当一致。"""
    department = reading.meta.department
    names = []
    for p in paragraphs(reading) if department else ():
        m = OWNER.match(p.text) if p.section in SPOKEN or p.text.startswith("部门：") else None
        name = next((group for group in m.groups() if group), "") if m else ""
        if name and not name.startswith(("本", "我")) and not same_name(name, department):
            names.append(Hit(p.at(), name))
    if names and not _subordinate(reading, names):
        message = f"本决算是“{department}”的，文中写{quoted(one.text for one in names)}"
        yield from gathered("提示", message, names)


def _year(reading: Reading) -> int | None:
    """The year of the document; None where its headings mostly speak of another."""
    titles = "".join(p.text for p in reading.prose if p.kind in ("heading", "contents"))
    years = Counter(re.findall(r"20\d\d(?=年度)", titles)).most_common(1)
    year = reading.meta.year
    return year if not years or years[0][0] == str(year) else None


def _subordinate(reading: Reading, names: list[Hit]) -> bool:
    """Whether every name found is also that of a unit the document lists before its tables."""
    listed = "".join(p.text for p in reading.prose if not p.section)
    return all(listed.count(one.text) > 1 for one in names)


@rule(
    "时限.二十日",
    basis="《预算法》第十四条：部门决算应当在批复后二十日内由各部门向社会公开",
    mend="核对批复日期和公开日期；今后在批复后二十日内公开",
    example="2024年8月1日批复，2024年9月10日公开",
)
def in_time(reading: Reading, _: Edition) -> Iterator[Remark]:
    """部门决算应在财政部门批复后二十日内公开。"""
    text = paragraphs(reading, "text", "heading")
    approved = [(p, m) for p in text for m in APPROVED.finditer(p.text)]
    published = [(p, m) for p in text for m in PUBLISHED.finditer(p.text)]
    if len(approved) != 1 or len(published) != 1:
        return
    (decree, first), (notice, second) = approved[0], published[0]
    start, end = _day(first), _day(second)
    if start and end and (end - start).days > LIMIT:
        message = f"{start} 批复，{end} 公开，相隔 {(end - start).days} 日，超过二十日"
        spots = (hit(decree, *first.span()), hit(notice, *second.span()))
        yield Remark("错误", message, places=spots, key="时限")


def _day(match: re.Match[str]) -> date | None:
    numbers = [int(group) for group in match.groups() if group]
    try:
        return date(*numbers)
    except (TypeError, ValueError):
        return None
