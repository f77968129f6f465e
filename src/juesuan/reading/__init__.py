"""Document × Edition -> facts and claims, each with its place; what cannot be read is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from juesuan.extras import RECOGNISED
from juesuan.model.finding import Finding
from juesuan.model.number import Facts
from juesuan.model.page import Document, Formless, Grid, Line, Place
from juesuan.model.project import Projects
from juesuan.model.reading import NO_PROJECTS, Reading, Unread
from juesuan.model.text import Claim, Numeral
from juesuan.notation import numbers, spelling
from juesuan.notation.edition import Edition
from juesuan.reading.cover import Cover, read_cover
from juesuan.reading.kind import PERFORMANCE
from juesuan.reading.projects.bare_cards import with_bare_cards
from juesuan.reading.projects.cards import read_projects
from juesuan.reading.tables import Table, tables
from juesuan.reading.tables.addressed import (
    AddressedTable,
    addressed_claims,
    addressed_tables,
)
from juesuan.reading.tables.forms import FormsRead, read_forms
from juesuan.reading.tables.then import as_then
from juesuan.reading.text import RunningText
from juesuan.reading.text.evened import FIELD
from juesuan.reading.text.second import SecondText, parted, unread_numerals
from juesuan.reading.text.spoken import read_claims, with_told
from juesuan.sources.kinds import misnamed
from juesuan.stages import Stages

READING = "正文读取（段落、文中的数、绩效综述）"
OTHER_TABLES = "其他表格"
NO_NUMERALS: list[Numeral] = []  # never written to
NUMERAL = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?%?")
AMOUNT_LIKE = re.compile(r"\.\d|,\d{3}|%")


def read(
    document: Document, edition: Edition, cover: Cover | None = None, *, formless: bool = False
) -> Reading:
    """Read a document; raises Formless where it holds none of the forms nor their narrative.

    `cover` is given where it was read already; `formless` asks for what it holds all the same.
    Raises Unreadable for a document that calls itself something else than final accounts.
    """
    cover = cover or read_cover(document, edition.cover)
    document = with_bare_cards(document, edition.vocabulary)
    facts, unread, remarks, others, copies = forms = _forms(document, edition)
    facts = as_then(_as_expected(facts, cover), edition, cover.year)
    bases, others = addressed_tables(others, edition)
    stages = Stages()
    text, second = _parted(document, edition, forms, cover.document.section, stages)
    nothing: tuple[list[Claim], list[Numeral]] = ([], [])
    projects = _projects(text, others, edition, cover, stages)
    claims, numerals = stages.run(
        "文字读取", lambda: read_claims(text, edition, facts, cover, numbered(projects)), nothing
    )
    _add_bases(bases, edition, claims, numerals)
    numerals += stages.run("其他表格读取", lambda: [*_in_other_tables(others)], NO_NUMERALS)
    _add_second(second, edition, numerals, unread)
    if not formless and not any(form.known for form in facts.forms.values()):
        narrated = len(claims) >= cover.document.fewest or bool(stages.failed)
        _refuse_without_forms(document, cover, text, edition, narrated=narrated)
    unread += _pictures(document)
    remarks += _remarks(document, cover, others)
    return Reading(
        cover.meta(edition.id),
        with_told(facts, claims),
        tuple(claims),
        tuple(unread),
        (*remarks, *stages.failed),
        tuple(numerals),
        text.prose,
        projects,
        tuple(copies),
        document.files,
    )


def _forms(document: Document, edition: Edition) -> FormsRead:
    """The forms of all files of a document."""
    files = [file.name for file in document.files]
    return read_forms(tables(document, edition.marks), edition, files)


def _parted(
    document: Document, edition: Edition, read: FormsRead, section: str, stages: Stages
) -> tuple[RunningText, SecondText | None]:
    """The running text, and that of a second disclosure; nothing where walking it breaks down."""
    unwalked: tuple[RunningText, SecondText | None] = (RunningText(), None)
    return stages.run(
        READING,
        lambda: parted(document, edition, read.facts, read.unread, section),
        unwalked,
    )


def _projects(
    text: RunningText, others: Sequence[Table], edition: Edition, cover: Cover, stages: Stages
) -> Projects:
    """What is said of projects; nothing where reading it breaks down."""
    return stages.run(
        "绩效读取", lambda: read_projects(text, others, edition, cover.year), NO_PROJECTS
    )


def numbered(projects: Projects) -> Sequence[str]:
    """The names of projects with a number in them, as the running text has them."""
    names = [card.project.text for card in projects.cards]
    names += [row.name for listed in projects.lists for row in listed.rows]
    plain = dict.fromkeys(map(spelling.plain, names))
    return [name for name in plain if NUMERAL.search(name) and not NUMERAL.fullmatch(name)]


def _add_second(
    second: SecondText | None, edition: Edition, numerals: list[Numeral], unread: list[Unread]
) -> None:
    """Add what is not read of a second disclosure, where there is one."""
    if second is not None:
        numerals += unread_numerals(second.text, edition)
        unread.append(second.unread)


def _as_expected(facts: Facts, cover: Cover) -> Facts:
    """The facts, the forms marked that a disclosure of its kind does not have."""
    wanted = cover.document.forms
    if not wanted:
        return facts
    forms = {
        name: replace(state, expected=state.known or name in wanted)
        for name, state in facts.forms.items()
    }
    return Facts(facts, forms, facts.unknown)


def _add_bases(
    bases: Iterable[AddressedTable],
    edition: Edition,
    claims: list[Claim],
    numerals: list[Numeral],
) -> None:
    """Add what tables of addresses claim."""
    for claim, numeral in addressed_claims(bases, edition, OTHER_TABLES, len(claims)):
        claims.append(claim)
        numerals.append(numeral)


def _refuse_without_forms(
    document: Document, cover: Cover, text: RunningText, edition: Edition, *, narrated: bool
) -> None:
    """Raise Formless for a document without any form that is no narrative either."""
    if cover.kind == PERFORMANCE:
        message = (
            f"“{document.name}”是{cover.kind}，不是部门决算，文中也没有决算公开表；"
            "绩效自评表请用 juesuan score"
        )
        raise Formless(message)
    if narrated:
        return
    promise = "" if document.files else misnamed(document.name, document.kind)
    if promise:
        raise Formless(f"没有在“{document.name}”中识别到任何一张部门决算公开表：{promise}")
    if any(isinstance(block, Grid) for page in document.pages for block in page.blocks):
        message = (
            f"没有在“{document.name}”中识别到任何一张部门决算公开表。请确认它是部门决算公开文件，"
            "并且表格是带框线的文字表格（不是图片）"
        )
        raise Formless(message)
    sent = next((m for p in text.prose if (m := edition.cover.attached.search(p.text))), None)
    advice = f"写有“{sent[0]}”，请连同附件一起审核" if sent else "请确认它是部门决算公开文件"
    raise Formless(
        f"没有在“{document.name}”中识别到任何一张部门决算公开表，"
        f"也没有能读懂的决算情况说明：{advice}"
    )


def _in_other_tables(others: Iterable[Table]) -> Iterator[Numeral]:
    """The numbers of tables that are none of the forms: cards, lists, rosters."""
    for table in others:
        for cell in table.grid.cells:
            for text in numbers.SEALED.findall(text_of := numbers.seal(cell.text)):
                number = numbers.unseal(text)
                read = numbers.parse(number)
                why = read.why if isinstance(read, numbers.Malformed) else ""
                yield Numeral(number, cell.place, OTHER_TABLES, malformed=why)
            for number in NUMERAL.findall(text_of):
                why = "" if AMOUNT_LIKE.search(number) else "其他表格中的编号、日期或清点数"
                yield Numeral(number, cell.place, OTHER_TABLES, why)


def _remarks(document: Document, cover: Cover, others: Iterable[Table]) -> Iterator[Finding]:
    """What is to be said of the document as a file."""
    yield from _hidden(document)
    yield from _supposed(cover)
    yield from _fields(document)
    yield from _unruled(others)
    yield from _scanned(document)


def _hidden(document: Document) -> Iterator[Finding]:
    """What a file hides from whoever looks at it, and was read all the same: said once."""
    hidden = [unseen for unseen in document.unseen if unseen.read]
    if hidden:
        words = "；".join(unseen.words for unseen in hidden)
        message = f"{words}：其中的内容照样读取、照样审核，公开前请取消隐藏或删除"
        places = tuple((unseen.place, "") for unseen in hidden)
        yield Finding("格式.隐藏", "提示", message, places=places, key=words)


def _fields(document: Document) -> Iterator[Finding]:
    """That fields of Word stand in the text as plain words, as a converted contents has them."""
    lines = (b for page in document.pages for b in page.blocks if isinstance(b, Line))
    places = [(line.place, field[0]) for line in lines if (field := FIELD.search(line.text))]
    if places:
        message = (
            f"目录里残留 Word 的域代码 {len(places)} 处，如“{places[0][1].strip()}”："
            "请更新目录后重新转换再公开"
        )
        yield Finding("格式.域代码", "提示", message, places=tuple(places), key="域代码")


def _unruled(others: Iterable[Table]) -> Iterator[Finding]:
    """That tables beside the forms have no rules: nothing proves their columns, so none is read."""
    places = tuple((table.grid.place, "") for table in others if table.grid.aligned)
    if places:
        tables = f"公开表之外有 {len(places)} 处没有框线的表格（如自评表）"
        message = f"{tables}，无从验证各栏，其中的数没有核对"
        yield Finding("格式.无框线", "未核", message, places=places, key="无框线")


def _scanned(document: Document) -> Iterator[Finding]:
    """That pages are pictures whose words were recognised: all that rests on them is doubted."""
    pages = [page for page in document.pages if any(b.place.scanned for b in page.blocks)]
    if pages:
        message = (
            f"有 {len(pages)} 页是扫描件，没有文字层，其中的字和数由识别得来，可能有误："
            "与它们不符的都不算错误，请对照原件；公开的文件应当有文字层"
        )
        places = tuple((page.blocks[0].place, "") for page in pages)
        yield Finding("格式.扫描", "提示", message, places=places, key="扫描")


def _supposed(cover: Cover) -> Iterator[Finding]:
    """That the name stands nowhere in the document, and what it was taken from."""
    if cover.supposed:
        message = f"文中没有写明部门名称，按{cover.supposed}记作“{cover.department}”；请核对"
        yield Finding("封面.名称", "提示", message, key=cover.department)


def _pictures(document: Document) -> Iterator[Unread]:
    """Pages without text, characters nobody can tell, parts that are hidden and not read."""
    for page in document.pages:
        if not page.blocks and page.number is not None:
            reason = (
                f"第{page.number}页没有文字层（可能是图片或空白页），未读：是图片的，请提供带文字层的文件，"
                f"{RECOGNISED}"
            )
            yield Unread("", "page", reason, Place(page.number))
        if page.unread:
            reason = (
                f"第{page.number}页有 {page.unread} 处文字没有读出：所用字体不在文件里，"
                "无从知道是什么字，请对照原件，或请发布单位嵌入字体后重新导出"
            )
            yield Unread("", "page", reason, Place(page.number))
    for unseen in document.unseen:
        if not unseen.read:
            yield Unread("", "page", unseen.words, unseen.place)
