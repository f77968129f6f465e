"""An audit as text for people: a head, the findings with their arithmetic, a line of counts."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from juesuan.model.finding import Finding
from juesuan.model.page import Place
from juesuan.model.report import ORDER, WAIVED, Audited, Part
from juesuan.publishing.screen import PLAIN, Screen, clean, table, width, wrap
from juesuan.publishing.setting_words import lapsed_words, skipped_words, waiver_words

INDENT = "      "
MOST, SPOTS, QUOTED, SENTENCE = 3, 8, 80, 4
CLAUSE = re.compile(r"(?:（[^（）]*）|[^；])+；?")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
BOUNDS = re.compile(r" 至 |^不[大小]于 ")
ENOUGH = 0.5
GENERAL = ("equation", "claim", "system")
BASIC = frozenset(GENERAL)  # without one of these nobody can say that the numbers are right
Named = tuple[str, Finding]
STATES = {"read": "读出", "empty": "空表", "missing": "未找到", "unreadable": "未读出"}


def audit_text(record: Audited, screen: Screen = PLAIN) -> str:
    """The whole text of one document, ending in a line feed."""
    lines = [*_head(record, screen), ""]
    for group in alike(record.ordered(), {*record.waived, *record.lapsed}):
        lines += [*_group(record, group, screen), ""]
    lines += [*_parts(record, screen), *_tail(record, screen)]
    return "\n".join(lines) + "\n"


def where(record: Audited, finding: Finding) -> str:
    """Place, table and cell of a finding in words: 第8页 支出决算表 行政运行 / 项目支出.

    Nothing for a finding about many cells.
    """
    place = next(map(str, _spots(finding)), "")
    if len(finding.addresses) > MOST:
        return ""
    if finding.rule == "claim":
        return f"{place}  文字说明".strip()
    if not finding.addresses:
        return place
    address = finding.addresses[0]
    fact = record.fact(address)
    words = (place, record.title(address.form), fact.name if fact else "")
    return "  ".join(filter(None, words))


def correction(finding: Finding) -> str:
    """What is printed and what it should be, where the message does not say both."""
    message = finding.message.replace(" ", "")
    parts = (finding.actual, *BOUNDS.split(finding.expected))
    if all(part.replace(" ", "") in message for part in parts):
        return ""
    parts = (("印作", finding.actual), ("应为", finding.expected))
    return "，".join(f"{word} {value}" for word, value in parts if value)


def counts(record: Audited) -> str:
    """How many findings of each severity: 错误 7，提示 1，尾差 0，未核 2；豁免 1."""
    waived = f"；{WAIVED} {len(record.waived)}" if record.waived else ""
    return "，".join(f"{severity} {record.count(severity)}" for severity in ORDER) + waived


def covered(record: Audited) -> str:
    """The coverage in words."""
    numbers, checked, contradicted, unchecked, not_amounts = record.coverage
    share = f"已核 {record.coverage.share:.1%}" if numbers else "没有可核的金额"
    return (
        f"金额 {numbers} 个，{share}（一致 {checked}，矛盾 {contradicted}，"
        f"未核 {unchecked}）；非金额 {not_amounts} 个"
    )


def formed(record: Audited) -> str:
    """What became of the tables: 读出 8 张，空表 1 张（08）."""
    parts = []
    for state, word in STATES.items():
        names = [form.id for form in record.forms if form.state == state and form.expected]
        listed = f"（{'、'.join(names)}）" if names and state != "read" else ""
        parts += [f"{word} {len(names)} 张{listed}"] if names else []
    region = "" if "-" in record.meta.edition else "；没有按地区，按国家格式读取"
    return "，".join(parts) + region


def verdict(record: Audited) -> str:
    """The verdict in one line: 3 处错误、5 处提示，12 个数未核：不宜公开."""
    findings = [f"{n} 处{word}" for word in ("错误", "提示") if (n := record.count(word))]
    unchecked = record.coverage.unchecked
    counted = (
        "、".join(findings) + (f"，{unchecked} 个数未核" if unchecked else "") + _aside(record)
    )
    if record.wrong:
        return f"{counted}：不宜公开"
    rest = counted.removeprefix("，")
    if not record.coverage.numbers:
        return "没有可核的金额：不能下结论"
    if not BASIC.isdisjoint(one.rule for one in record.skipped):
        return f"{rest}：各数没有全部审核，不能下结论"
    if record.coverage.share < ENOUGH:
        return f"{rest}：多数没有核对，不能下结论"
    return f"{clear(record)}；{rest}：公开前请看一遍" if rest else "没有发现错误，各数都已核对"


def clear(record: Audited) -> str:
    """That there is no 错误, as far as that was looked for and not waived."""
    pairs = zip(record.ids, record.findings, strict=True) if record.waived else ()
    if any(name in record.waived and f.severity == "错误" for name, f in pairs):
        return "豁免的以外没有发现错误"
    return "按其余规则没有发现错误" if record.skipped else "没有发现错误"


def _aside(record: Audited) -> str:
    """How much is waived, and how many rules were not checked."""
    waived = f"，豁免 {len(record.waived)} 处" if record.waived else ""
    return waived + (f"，{len(record.skipped)} 条规则没有审核" if record.skipped else "")


def headline(record: Audited) -> str:
    """Department and year, as far as the document states them."""
    year = f"{record.meta.year}年度" if record.meta.year else "年度不详"
    kind = record.meta.kind or "部门决算"
    return f"{clean(record.meta.department) or '部门名称不详'}  {year}{kind}"


def alike(pairs: Iterable[Named], apart: Container[str] = ()) -> Iterator[list[Named]]:
    """Findings one by one; hints of one rule, from three on, together where the first stands.

    Those with their ids in `apart` are told one by one.
    """
    groups: dict[str, list[Named]] = {}
    for name, finding in pairs:
        hint = finding.severity == "提示" and finding.rule not in GENERAL
        hint &= name not in apart
        groups.setdefault(f"提示 {finding.rule}" if hint else name, []).append((name, finding))
    for group in groups.values():
        yield from [group] if len(group) >= MOST else ([pair] for pair in group)


def reference(group: Sequence[Named]) -> str:
    """What a finding rests on, its rule and its id: 依据：…；规则 PF-08，编号 bd5ed7c42cfa."""
    (_, first), ids = group[0], "、".join(name for name, _ in group)
    basis = f"依据：{first.basis}；" if first.basis else ""
    return clean(f"{basis}规则 {first.rule}，编号 {ids}")


def _group(record: Audited, group: Sequence[Named], screen: Screen) -> Iterator[str]:
    """One finding, or several alike as one with a line for each."""
    (name, first), *more = group
    if not more:
        yield from _finding(record, first, record.label(name, first), screen)
        yield from set_aside(record, name, first, screen)
    else:
        head = f"{first.severity}  同类 {len(group)} 处"
        yield screen.paint(first.severity, first.severity) + head[len(first.severity) :]
        for _, finding in group:
            place = next(map(str, _spots(finding)), "")
            text = "  ".join(filter(None, (place, clean(finding.message))))
            yield from _hung(text, "· ", screen)
    reference_lines = wrap(reference(group), screen.width, INDENT)
    yield from (screen.paint(line, "弱") for line in reference_lines)


def set_aside(record: Audited, name: str, finding: Finding, screen: Screen) -> Iterator[str]:
    """Who waives a finding and until when, or that nobody does any more."""
    if waiver := record.waived.get(name):
        yield from wrap(f"原为{finding.severity}，{waiver_words(waiver)}", screen.width, INDENT)
    if waiver := record.lapsed.get(name):
        yield from wrap(lapsed_words(waiver), screen.width, INDENT)


def _head(record: Audited, screen: Screen) -> Iterator[str]:
    yield screen.paint(verdict(record), "错误" if record.wrong else "强")
    yield screen.paint(headline(record), "强")
    facts = f"{clean(record.file)} · 版本 {record.meta.edition} · {formed(record)}"
    for text in filter(None, (facts, covered(record), str(record.versions))):
        yield from (screen.paint(line, "弱") for line in wrap(text, screen.width))
    for text in skipped_words(record.skipped):
        yield from (screen.paint(line, "未核") for line in wrap(text, screen.width))


def _finding(record: Audited, finding: Finding, label: str, screen: Screen) -> Iterator[str]:
    """One finding: what is wrong in two lines or so, then why, where, on what basis."""
    many = len(finding.addresses) > MOST
    places = [str(place) for place in _spots(finding)]
    place = places[0] if places and not many else ""
    words = "  ".join(filter(None, (place, _named(record, finding) + finding.message)))
    lead, more = _parted(clean(words), 2 * (screen.width - width(INDENT)))
    first, *rest = wrap(lead, screen.width, INDENT, label + "  ")
    yield screen.paint(label, label) + first[len(label) :]
    yield from rest
    below = [*_below(finding, more)]
    yield from (line for text, sign in below for line in _hung(text, sign, screen))
    shown = "".join((lead, *(text for text, _ in below)))
    others = [one for one in dict.fromkeys(places) if one not in shown]
    if others:
        listed = "、".join(others[:SPOTS]) + ("等" if others[SPOTS:] else "")
        yield from wrap(f"{'见' if many else '另见'} {listed}", screen.width, INDENT)


def _parted(text: str, room: int) -> tuple[str, list[str]]:
    """As much of a message as has room, whole clauses, and the clauses left over."""
    lead, *rest = CLAUSE.findall(text)
    while rest and width(lead + rest[0]) <= room:
        lead += rest.pop(0)
    return lead.rstrip("；") if rest else lead, [clause.rstrip("；") for clause in rest]


def _below(finding: Finding, more: list[str]) -> Iterator[tuple[str, str]]:
    """The correction, the rest of the message, why, and sentences; each with its list sign."""
    if fixed := correction(finding):
        yield clean(fixed), ""
    for text in more:
        yield text, "· "
    reasons, further = because(finding, max(MOST - len(more), 0))
    for text in reasons:
        yield clean(text), "· "
    if further:
        yield f"……另 {further} 条，用 --format html 或 json 看全部", "· "
    for place, text in quotes(finding)[:MOST]:
        shown = clean(text)
        yield f"{place}：“{shown if len(shown) <= QUOTED else shown[:QUOTED] + '……'}”", ""


def _hung(text: str, sign: str, screen: Screen) -> list[str]:
    return wrap(text, screen.width, INDENT + " " * len(sign), INDENT + sign)


def _spots(finding: Finding) -> list[Place]:
    return [place for place, _ in finding.places if place != Place()]


def _named(record: Audited, finding: Finding) -> str:
    """The cell in words, for a message that does not name its table."""
    titles = [record.title(address.form) for address in finding.addresses]
    short = [f"{address.form}表" for address in finding.addresses]
    named = any(name in finding.message for name in (*titles, *short))
    if not titles or len(titles) > MOST or named or finding.rule == "system":
        return ""
    fact = record.fact(finding.addresses[0])
    return f"{titles[0]} {fact.name}：" if fact else f"{titles[0]}："


def because(finding: Finding, most: int = MOST) -> tuple[list[str], int]:
    """The statements that conflict, without those the message quotes, and how many are left out."""
    message = finding.message
    reasons = [text for text in finding.because if text.removeprefix("文中") not in message]
    return reasons[:most], len(reasons[most:])


def quotes(finding: Finding) -> list[tuple[Place, str]]:
    """The sentences a finding points at that it does not quote already; no bare numbers."""
    quoted = "".join((finding.message, *finding.because))
    return [
        (place, text)
        for place, text in dict.fromkeys(finding.places)
        if text not in quoted and len(CHINESE.findall(text)) >= SENTENCE
    ]


def _parts(record: Audited, screen: Screen) -> Iterator[str]:
    """What was not checked whole, part by part, then the parts that were."""
    counted = [part for part in record.parts if part.coverage.numbers]
    if not counted:
        return
    whole = [part for part in counted if part.coverage.checked == part.coverage.numbers]
    for part in counted:
        coverage = part.coverage
        if part not in whole:
            states = (
                ("一致", coverage.checked),
                ("矛盾", coverage.contradicted),
                ("未核", coverage.unchecked),
            )
            words = "，".join(f"{word} {count}" for word, count in states if count)
            yield from wrap(
                f"{_entitled(part)}：金额 {coverage.numbers}，{words}",
                screen.width,
                INDENT,
                "核对  ",
            )
    if whole:
        words = "、".join(f"{_entitled(part)} {part.coverage.numbers}" for part in whole)
        yield from wrap(f"全部一致：{words}", screen.width, INDENT, "核对  ")
    yield ""


def _entitled(part: Part) -> str:
    return clean(f"{part.id} {part.title}" if part.id.isdigit() else part.title)


def _tail(record: Audited, screen: Screen) -> Iterator[str]:
    if numbered := _numbered(record):
        yield from wrap(numbered, screen.width, INDENT, "表号  ")
        yield ""
    begun = "" if record.wrong else f"{clear(record)}。"
    colour = "错误" if record.wrong else "强"
    yield screen.paint(f"{begun}{counts(record)}", colour)


def _numbered(record: Audited) -> str:
    """Which tables the numbers in the findings mean."""
    messages = "".join(text for f in record.findings for text in (f.message, *f.because[:MOST]))
    forms = (form for form in record.forms if f"{form.id}表" in messages)
    return clean("，".join(f"{form.id} {form.title}" for form in forms))


def counts_text(rows: Sequence[tuple[str, Audited | None]], screen: Screen = PLAIN) -> str:
    """A table for several documents: the findings of each by severity; None for one unread."""
    waives = any(record is not None and record.waived for _, record in rows)
    heads = (*ORDER, *([WAIVED] if waives else []), "已核", "文件")
    lines = (_row(name, record, waives=waives) for name, record in rows)
    first, *more = table([heads, *lines], range(len(heads) - 1), 6)
    return "\n".join([screen.paint(first, "强"), *more]) + "\n"


def _row(name: str, record: Audited | None, *, waives: bool) -> tuple[str, ...]:
    if record is None:
        return (*("－" for _ in range(len(ORDER) + waives)), "读不了", clean(name))
    share = f"{record.coverage.share:.1%}" if record.coverage.numbers else "－"
    counted = [str(record.count(severity)) for severity in ORDER]
    waived = [str(len(record.waived))] if waives else []
    return (*counted, *waived, share, clean(name))
