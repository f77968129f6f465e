"""审核意见: what was found in the documents of one department, as a letter to be edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from juesuan.model.disclosure import Block, Disclosure, Heading, Text
from juesuan.model.number import Facts
from juesuan.model.report import WAIVED
from juesuan.model.review import DeskDocument, DeskFinding, mark_of
from juesuan.notation.look import Look
from juesuan.publishing.desk.kept_package import owned
from juesuan.publishing.desk.round_words import set_aside
from juesuan.publishing.disclosure.docx import write_docx
from juesuan.publishing.screen import clean
from juesuan.publishing.setting_words import skipped_words

UNDATED = date(2000, 1, 1)  # of the file alone: the letter is dated by hand
NAMELESS = "部门名称不详"
GROUPS = (("错误", "应当改正的"), ("提示", "请核实的"))
ASKED = "以上各条请逐条核实、答复：属实的，改正后重新报送；有不同意见的，请说明理由。"
DATED = "　　　　年　　月　　日"


def write_letter(documents: Sequence[DeskDocument], look: Look) -> bytes:
    """The letter to the department of these documents as DOCX; raises Lacking."""
    department = clean(documents[0].department) or NAMELESS
    years = sorted({document.year for document in documents if document.year})
    title = f"关于{department}{_years(years)}部门决算公开文件的审核意见"
    blocks = (Heading(1, title, "意见"), *_blocks(documents, department))
    letter = Disclosure(
        year=years[-1] if years else UNDATED.year,
        department=department,
        title=title,
        edition=documents[0].edition,
        date=UNDATED,
        unit="",
        blocks=blocks,
        shown=Facts({}, {}),
    )
    return owned(write_docx(letter, look))


def is_due(documents: Sequence[DeskDocument]) -> bool:
    """Whether there is anything to write to a department about."""
    return any(document.unread or list(_listed(document)) for document in documents)


def _years(years: Sequence[int]) -> str:
    return f"{'、'.join(map(str, years))}年度" if years else ""


def _blocks(documents: Sequence[DeskDocument], department: str) -> Iterator[Block]:
    yield Text((f"{department}：",))
    files = f"{len(documents)}份文件" if len(documents) > 1 else "文件"
    yield Text((f"你部门报送的决算公开{files}已经审核，意见如下。",))
    for number, document in enumerate(documents, start=1):
        yield from _document(document, number if len(documents) > 1 else 0)
    yield Text((ASKED,))
    yield Text((DATED,))


def _document(document: DeskDocument, number: int) -> Iterator[Block]:
    lead = f"{number}. " if number else ""
    yield Heading(3, f"{lead}{clean(document.name)}", f"文件{number}")
    if document.unread:
        yield Text((f"这份文件没有能够审核：{clean(document.unread)}。",))
        if document.fixed:
            yield Text((f"上次的 {len(document.fixed)} 条意见因此无从核对。",))
        return
    yield Text((f"结论：{clean(document.verdict)}。",))
    for severity, name in GROUPS:
        findings = [one for one in _listed(document) if one.label == severity]
        if findings:
            yield Text((f"{name}（{severity}）{len(findings)}条：",))
        for at, finding in enumerate(findings, start=1):
            yield Text((_told(document, finding, at),))
    rest = "，".join(
        f"{severity} {count} 条"
        for severity, count in (*document.counts().items(), (WAIVED, document.waived))
        if count and severity in ("尾差", "未核", WAIVED)
    )
    if rest:
        yield Text((f"另有{rest}，见审核结果，不必逐条答复。",))
    for text in skipped_words(document.skipped):
        yield Text((f"{text}。",))


def _listed(document: DeskDocument) -> Iterator[DeskFinding]:
    severities = [severity for severity, _ in GROUPS]
    return (finding for finding in document.findings if finding.label in severities)


def _told(document: DeskDocument, finding: DeskFinding, number: int) -> str:
    again = "（上次已经指出）" if finding.change == "仍在" else ""
    basis = f"依据：{finding.basis}" if finding.basis else ""
    parts = (finding.message, finding.correction, basis, set_aside(finding))
    words = "；".join(map(clean, filter(None, parts)))
    where = f"{clean(finding.where)}：" if finding.where else ""
    return f"（{number}）{again}{where}{words}。〔编号 {mark_of(document, finding)}〕"
