"""Leftovers of the form, slips of the pen, words that contradict themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from juesuan.auditing.text.places import (
    PLACEHOLDER,
    SPOKEN,
    Hit,
    blank_form,
    gathered,
    hit,
    hits,
    narrative,
    paragraphs,
    quoted,
)
from juesuan.model.reading import Reading
from juesuan.model.text import Paragraph
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.rule import TEMPLATE, Remark, rule
from juesuan.notation.speech.misspellings import Slip

EVERYWHERE = ("text", "heading", "contents", "cell")
UNCHOSEN = re.compile(
    r"\(或与?(?:年初)?预算数?持平\)|(?:大于|小于)/(?:大于|小于)|"
    r"(?:增加|减少|增长|下降|大于|小于|高于|低于)\((?:增加|减少|增长|下降|大于|小于|高于|低于)\)|"
    r"(?:增加|增长)/(?:减少|下降|降低)|(?:减少|下降|降低)/(?:增加|增长)"
)
BLANK = re.compile(r"\{[^{}\u4e00-\u9fff]{0,12}\}|_{3,}|【[^】]{0,20}(?:填|请)[^】]{0,20}】")
NO_NUMBER = re.compile(
    r"(?:决算|预算|总计|合计|增加|减少|增长|下降|完成[^，。]{0,6}的|占)(?:数?为)?(?:万元|%)"
)
UNIT = re.compile(r"^(?:金额)?单位：$")
MOST_ALL = re.compile(
    r"(?:大部分|大多数)[^。；]{0,20}(?:，|项目|都)均(?![衡等匀值])[^，。；]{0,12}"
)
LEAST_COPIES = 4
ALIKE = 0.9


@rule(
    "样张.空白",
    basis=TEMPLATE,
    mend="填写各表和情况说明后再公开",
    example="各表没有金额，文字中到处是“XXX万元”",
)
def filled_in(reading: Reading, _: Edition) -> Iterator[Remark]:
    """公开的应是填写完成的决算，不是空白样张。"""
    if blank_form(reading):
        count = sum(len(PLACEHOLDER.findall(p.text)) for p in reading.prose)
        message = f"这是空白样张：各表没有金额，文字中有 {count} 处“XX”占位，其余检查从略"
        yield Remark("提示", message, key="空白样张")


@rule(
    "文字.占位符",
    basis=TEMPLATE,
    mend="填上实际内容，或删去这一句",
    example="“主要原因：XXXXXXXX”“增加（减少）12.30万元”",
)
def placeholders(reading: Reading, _: Edition) -> Iterator[Remark]:
    """样张中的占位符和待选的说法应当填写、选定。"""
    passages = paragraphs(reading, *EVERYWHERE)
    spoken = [p for p in passages if p.section in SPOKEN]
    sure = [*hits(spoken, PLACEHOLDER), *hits(spoken, UNCHOSEN)]
    places = sure + [
        one for one in (*hits(passages, PLACEHOLDER), *hits(passages, BLANK)) if one not in sure
    ]
    texts = quoted(one.text for one in places)
    message = f"文中留有占位符或没有选定的说法：{texts}"
    yield from gathered("错误" if sure else "提示", message, places)


@rule(
    "文字.漏填数字",
    basis=TEMPLATE,
    mend="补上数字",
    example="“支出决算为万元”",
)
def numbers_given(reading: Reading, _: Edition) -> Iterator[Remark]:
    """金额和比率应当写出数字。"""
    places = list(hits(narrative(reading), NO_NUMBER))
    texts = quoted(one.text for one in places)
    yield from gathered("提示", f"“万元”或“%”前面没有数字：{texts}", places)


@rule(
    "文字.填表说明",
    basis=TEMPLATE,
    mend="删去样张中的填表说明",
    example="“（不涉及的不列）”“填表说明：……单位填报后请删除本行”",
)
def instructions(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """样张中的填表说明不应留在公开文件里。"""
    places = [
        Hit(p.at(start), p.text[:120])
        for p, start, _end, _slip in _slips(
            paragraphs(reading, *EVERYWHERE), edition.wording.leftovers
        )
    ]
    places = list(dict.fromkeys(places))
    texts = quoted((spelling.cut(one.text, 40) for one in places), 3)
    yield from gathered("错误", f"样张的填表说明没有删除：{texts}", places)


@rule(
    "文字.错别字",
    basis="《党政机关公文格式》及通用规范汉字",
    mend="改正错字",
    example="“压减定额共用经费”，应为“公用经费”",
)
def misspelled(reading: Reading, edition: Edition) -> Iterator[Remark]:
    """文字中不应有错别字。"""
    slips: dict[tuple[str, str], list[Hit]] = {}
    for p, start, end, slip in _slips(paragraphs(reading, *EVERYWHERE), edition.wording.typos):
        slips.setdefault((p.text[start:end], slip.right), []).append(hit(p, start, end, 6))
    for (wrong, right), where in slips.items():
        times = f"（{len(where)} 处）" if len(where) > 1 else ""
        message = f"“{where[0].text}”中“{wrong}”疑应为“{right}”{times}"
        yield Remark("提示", message, places=tuple(where), key=wrong)


def _slips(
    passages: Sequence[Paragraph], slips: Sequence[Slip]
) -> Iterator[tuple[Paragraph, int, int, Slip]]:
    """Every instance of some slips; those whose sign is nowhere are not looked for."""
    whole = "\n".join(p.text for p in passages)
    for slip in slips:
        if slip.sign in whole and slip.wrong.search(whole):
            for p in passages:
                for match in slip.wrong.finditer(p.text) if slip.sign in p.text else ():
                    yield p, match.start(), match.end(), slip


@rule(
    "文字.单位空白",
    basis=TEMPLATE,
    mend="写明金额单位或编制单位；不需要时删去这一行",
    example="附件的表上方只有“单位：”",
)
def unit_named(reading: Reading, _: Edition) -> Iterator[Remark]:
    """表上方的“单位：”后面应当写明单位。"""
    passages = paragraphs(reading)
    places = [
        Hit(p.at(), f"{p.heading} {p.text}")
        for p, after in zip(passages, [*passages, Paragraph("", "", "", (), ())][1:], strict=False)
        if UNIT.match(p.text) and not after.text.startswith(("元", "万元"))
    ]
    yield from gathered("提示", f"有 {len(places)} 处“单位：”后面空白", places)


@rule(
    "文字.措辞矛盾",
    basis=TEMPLATE,
    mend="按实际情况改写：要么“大部分”，要么“均”",
    example="“大部分项目有序开展，均达到预期要求”",
)
def most_or_all(reading: Reading, _: Edition) -> Iterator[Remark]:
    """“大部分”与“均”不应说同一件事。"""
    places = [
        Hit(p.at(m.start()), m[0]) for p in paragraphs(reading) for m in MOST_ALL.finditer(p.text)
    ]
    texts = quoted(one.text for one in places)
    yield from gathered("提示", f"既说“大部分”又说“均”：{texts}", places)


@rule(
    "文字.同注异文",
    basis=TEMPLATE,
    mend="各表用同一条附注",
    example="四张自评表附注写“100-80%(含)”，两张写“100-80(含)”",
)
def notes_alike(reading: Reading, _: Edition) -> Iterator[Remark]:
    """各张自评表的同一条附注应当一致。"""
    kinds: dict[str, list[Paragraph]] = {}
    for p in paragraphs(reading):
        if p.section == "附件" and len(p.text) > 30:
            kinds.setdefault(spelling.label(p.text)[:12], []).append(p)
    for same in (same for same in kinds.values() if len(same) >= LEAST_COPIES):
        texts = Counter(spelling.key(p.text) for p in same)
        usual = texts.most_common(1)[0][0]
        odd = [p for p in same if spelling.key(p.text) != usual]
        if odd and all(_alike(spelling.key(p.text), usual) for p in odd):
            wrong, right = _difference(spelling.key(odd[0].text), usual)
            message = f"{len(odd)} 处附注写作“{wrong}”，其余 {texts[usual]} 处写作“{right}”"
            spots = tuple((p.at(), p.text[:80]) for p in odd)
            yield Remark("提示", message, places=spots, key=usual[:20])


def _alike(text: str, other: str) -> bool:
    return SequenceMatcher(None, text, other, autojunk=False).quick_ratio() >= ALIKE


def _difference(text: str, other: str) -> tuple[str, str]:
    """The stretch in which two texts differ, with a little around it."""
    blocks = SequenceMatcher(None, text, other, autojunk=False).get_opcodes()
    changed = [block for block in blocks if block[0] != "equal"]
    (_, a, _, b, _), (_, _, c, _, d) = changed[0], changed[-1]
    return text[max(0, a - 6) : c + 6], other[max(0, b - 6) : d + 6]
