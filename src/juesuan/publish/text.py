"""An audit as text for people: a head, the findings with their arithmetic, a line of counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.model import Finding
from juesuan.publish.record import ORDER, Audited
from juesuan.publish.screen import PLAIN, Screen, clean, wrap

INDENT = "      "
MOST, SPOTS, QUOTED = 3, 8, 80
CHINESE = re.compile(r"[\u4e00-\u9fff]")
STATES = {"read": "读出", "empty": "空表", "missing": "未找到", "unreadable": "未读出"}


def audit_text(record: Audited, screen: Screen = PLAIN) -> str:
    """The whole text of one document, ending in a line feed."""
    lines = [*_head(record, screen), ""]
    for _, finding in record.ordered():
        lines += [*_finding(record, finding, screen), ""]
    lines += _tail(record, screen)
    return "\n".join(lines) + "\n"


def where(record: Audited, finding: Finding) -> str:
    """Place, table and cell of a finding in words: 第8页 支出决算表 行政运行 / 项目支出.

    Nothing for a finding about many cells.
    """
    place = str(finding.places[0][0]) if finding.places else ""
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
    if finding.expected in finding.message and finding.actual in finding.message:
        return ""
    parts = (("印作", finding.actual), ("应为", finding.expected))
    return "，".join(f"{word} {value}" for word, value in parts if value)


def counts(record: Audited) -> str:
    """How many findings of each severity: 错误 7，提示 1，尾差 0，未核 2."""
    return "，".join(f"{severity} {record.count(severity)}" for severity in ORDER)


def covered(record: Audited) -> str:
    """The coverage in words."""
    found = record.coverage
    share = f"已核 {found.share:.1%}" if found.numbers else "没有可核的金额"
    return (
        f"金额 {found.numbers} 个，{share}（一致 {found.checked}，矛盾 {found.contradicted}，"
        f"未核 {found.unchecked}）；非金额 {found.not_amounts} 个"
    )


def formed(record: Audited) -> str:
    """What became of the tables: 读出 8 张，空表 1 张（08）."""
    parts = []
    for state, word in STATES.items():
        names = [form.id for form in record.forms if form.state == state]
        listed = f"（{'、'.join(names)}）" if names and state != "read" else ""
        parts += [f"{word} {len(names)} 张{listed}"] if names else []
    return "，".join(parts)


def headline(record: Audited) -> str:
    """Department and year, as far as the document states them."""
    year = f"{record.meta.year}年度" if record.meta.year else "年度不详"
    return f"{clean(record.meta.department) or '部门名称不详'}  {year}部门决算"


def _head(record: Audited, screen: Screen) -> Iterator[str]:
    yield screen.paint(headline(record), "强")
    facts = f"{clean(record.file)} · 版本 {record.meta.edition} · {formed(record)}"
    for text in (facts, covered(record)):
        yield from (screen.paint(line, "弱") for line in wrap(text, screen.width))


def _finding(record: Audited, finding: Finding, screen: Screen) -> Iterator[str]:
    many = len(finding.addresses) > MOST
    place = str(finding.places[0][0]) if finding.places and not many else ""
    words = clean("  ".join(filter(None, (place, _named(record, finding) + finding.message))))
    first, *rest = wrap(words, screen.width, INDENT, finding.severity + "  ")
    yield screen.paint(finding.severity, finding.severity) + first[len(finding.severity) :]
    yield from rest
    if fixed := correction(finding):
        yield from wrap(clean(fixed), screen.width, INDENT)
    reasons, left = because(finding)
    for text in map(clean, reasons):
        yield from wrap(text, screen.width, INDENT + "  ", INDENT + "· ")
    if left:
        more = f"……另 {left} 条，用 --format html 或 json 看全部"
        yield from wrap(more, screen.width, INDENT + "  ", INDENT + "· ")
    yield from (line for text in _seen(finding) for line in wrap(text, screen.width, INDENT))
    if finding.basis:
        yield from wrap(clean(f"依据：{finding.basis}"), screen.width, INDENT)


def _named(record: Audited, finding: Finding) -> str:
    """The cell in words, for a message that does not name its table."""
    titles = [record.title(address.form) for address in finding.addresses]
    if not titles or len(titles) > MOST or any(title in finding.message for title in titles):
        return ""
    fact = record.fact(finding.addresses[0])
    return f"{titles[0]} {fact.name}：" if fact else f"{titles[0]}："


def because(finding: Finding, most: int = MOST) -> tuple[list[str], int]:
    """The statements that conflict, without those the message quotes, and how many are left out.

    Many differences of rounding are shown by a few.
    """
    reasons = [text for text in finding.because if text not in finding.message]
    shown = reasons if finding.severity in ("错误", "提示") else reasons[:most]
    return shown, len(reasons) - len(shown)


def _seen(finding: Finding) -> Iterator[str]:
    """Sentences the finding speaks of, then the other places."""
    quoted = [(place, clean(text)) for place, text in finding.places if CHINESE.search(text)]
    for place, text in quoted:
        if text not in finding.message:
            yield f"{place}：“{text if len(text) <= QUOTED else text[:QUOTED] + '……'}”"
    places = list(dict.fromkeys(str(place) for place, _ in finding.places))
    seen, word = (places, "见") if len(finding.addresses) > MOST else (places[1:], "另见")
    if seen:
        more = "等" if len(seen) > SPOTS else ""
        yield f"{word} {'、'.join(seen[:SPOTS])}{more}"


def _tail(record: Audited, screen: Screen) -> Iterator[str]:
    verdict = "" if record.wrong else "没有发现错误。"
    colour = "错误" if record.wrong else "强"
    yield screen.paint(f"{verdict}{counts(record)}", colour)
