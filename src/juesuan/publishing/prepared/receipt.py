"""The receipt for books: sheets read, what became of every row and why, what the audit found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from juesuan.model.books import RowCount, SheetSums, Tally
from juesuan.model.finding import Finding
from juesuan.publishing.screen import clean

MOST = 50


class SelfAudit(NamedTuple):
    """The findings on one prepared account; `code` is "" for the department."""

    code: str
    name: str
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """Its name, and the code of a unit."""
        return f"{self.name}（{self.code or '部门'}）"

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Those that say that something cannot be."""
        return tuple(finding for finding in self.findings if finding.severity == "错误")


class Receipt(NamedTuple):
    """What came in and what became of it; `titles` are those of the tables by name.

    `practices` are the switches: name, value, who chose it, why there is a choice.
    """

    tally: Sequence[Tally]
    titles: Mapping[str, str]
    sheets: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()
    audited: Sequence[SelfAudit] = ()
    sums: Sequence[SheetSums] = ()
    practices: Sequence[tuple[str, str, str, str]] = ()


def summary(receipt: Receipt) -> Iterator[str]:
    """A line on all rows, and one for each reason not to take some."""
    if not receipt.tally:
        return
    came = [tally for tally in receipt.tally if tally.came.rows]
    rows = sum(tally.came.rows for tally in came)
    taken = sum(tally.taken.rows for tally in came)
    yield f"回执  {len(came)} 张表，共 {rows:,} 行，取用 {taken:,} 行"
    for tally in came:
        for word, why, count in _not_taken(tally):
            yield f"回执  {receipt.titles[tally.table]}：{word} {_rows(count)}：{clean(why)}"


def short(receipt: Receipt) -> Iterator[str]:
    """What came in and what was found, in short: errors of all, remarks on the department."""
    yield from (f"提示  {clean(note)}" for note in receipt.notes[:MOST])
    yield from summary(receipt)
    findings = [
        f"{finding.severity}  {clean(one.title)}：{clean(finding.message)}"
        for one in receipt.audited
        for finding in one.findings
        if finding.severity == "错误" or (not one.code and finding.severity == "提示")
    ]
    yield from findings[:MOST]
    if receipt.audited:
        yield f"审核  部门和单位共 {len(receipt.audited)} 套表：{counted(receipt.audited)}"


def whole(receipt: Receipt, head: str) -> str:
    """The receipt as a text file."""
    lines = ((line, "  " if line.startswith(" ") else "") for line in (head, *_lines(receipt)))
    return "".join(f"{indent}{clean(line)}\n" for line, indent in lines)


def _lines(receipt: Receipt) -> Iterator[str]:
    yield from ("", "一、读取的表")
    yield from (f"{origin}：{title}" for origin, title in receipt.sheets)
    yield from _sums(receipt.sums)
    yield from ("", "二、每张表的行（共 = 取用 + 不取 + 退回；金额是各金额列之和）")
    for tally in receipt.tally:
        if tally.came.rows:
            yield f"{receipt.titles[tally.table]}：共 {_rows(tally.came)}"
            yield f"  取用 {_rows(tally.taken)}"
            yield from (f"  {word} {_rows(count)}：{why}" for word, why, count in _not_taken(tally))
    yield from ("", "三、没有读取的和需要留意的")
    yield from receipt.notes or ("无",)
    yield from ("", "四、口径（要改的在“年度信息”表填写，或用 --practice 名称=取值）")
    for name, value, chosen, why in receipt.practices:
        yield f"{name}：{value}（{chosen}）"
        if why:
            yield f"  {why}"
    yield from ("", "五、编制结果的审核")
    for account in receipt.audited:
        yield f"{account.title}：{counted([account])}"
        yield from (f"  {finding.severity} {finding.message}" for finding in account.findings)


def _sums(sums: Iterable[SheetSums]) -> Iterator[str]:
    """Each sheet of the ledger: rows, sums by class of account, whether its own total agrees."""
    for sheet in sums:
        out = "，".join(f"{why} {count:,} 行" for why, count in sheet.excluded)
        yield f"  {sheet.origin}：{sheet.rows:,} 行{f'（不取：{out}）' if out else ''}"
        for kind, rows, debit, credit in sheet.kinds:
            amounts = f"借方 {_yuan(debit)}，贷方 {_yuan(credit)}"
            yield f"  　{kind or '无科目'} 类科目 {rows:,} 行：{amounts}"
        if sheet.totals:
            yield f"  　{own_total(sheet)}"
        if sheet.periodic:
            verdict = "有的不符，见第三部分" if sheet.unlike else "都与它上面的各行相加一致"
            yield f"  　{sheet.periodic:,} 行按月、按页的合计：{verdict}"


def own_total(sheet: SheetSums) -> str:
    """Whether the lines of a sheet come to its own total; of several totals one may be that."""
    if sheet.whole in sheet.totals:
        return "各行相加与文件的合计行一致"
    if len(sheet.totals) == 1:
        return "各行相加与文件的合计行不一致，或合计行不是全部行的"
    count = f"文件有 {len(sheet.totals)} 个不同的合计"
    return f"{count}，没有一个是全部行的（如按月、按科目的小计）：未核"


def counted(audited: Iterable[SelfAudit]) -> str:
    """How many findings of each severity."""
    severities: list[str] = [finding.severity for one in audited for finding in one.findings]
    ranks = ("错误", "提示", "尾差", "未核")
    return "，".join(f"{rank} {severities.count(rank)}" for rank in ranks)


def _not_taken(tally: Tally) -> Iterator[tuple[str, str, RowCount]]:
    yield from (("不取", why, count) for why, count in tally.excluded)
    yield from (("退回", why, count) for why, count in tally.refused)


def _yuan(cents: int) -> str:
    return f"{Decimal(cents).scaleb(-2):,.2f} 元"


def _rows(count: RowCount) -> str:
    return f"{count.rows:,} 行（{_yuan(count.cents)}）"
