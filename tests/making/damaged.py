"""Files as accidents leave them: cut, bits turned, parts gone, a wrong directory, other letters."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.making.ofd import ofd
from tests.making.ofd import ruled as ofd_ruled
from tests.making.ofd import say as ofd_say
from tests.making.old_workbooks import VISIBLE, old_workbook
from tests.making.pdf import pdf, ruled, say
from tests.making.saved_workbooks import saved_as_html, saved_as_xml
from tests.making.word_parts import written
from tests.making.workbooks import odf, set_as_sheets

from juesuan.guard import Failure, Workers
from juesuan.model.page import Cell, Document, Grid, Limits
from juesuan.sources.bundle import Unpacked, may_be_bundle
from juesuan.sources.folders import Source
from juesuan.sources.open import open_document
from juesuan.sources.workbook.xlsx import read_xlsx

EXAMPLE = Path(__file__).parents[2] / "examples" / "disclosure" / "clean.md"
ZIP = b"PK\x03\x04"
LETTERS = ("gb18030", "utf-16", "utf-16-be", "big5", "utf-8", "latin-1", "utf-7")

COVER = "2023年度云川市甲局部门决算"
REFUSED = ("refused", "formless")
UNPACK, AUDIT = "juesuan.tasks.read:unpack_file", "juesuan.tasks.audit:audit_file"
CHINESE = re.compile("[\u4e00-\u9fff]")

Way = Callable[[bytes, random.Random], bytes]


@cache
def whole_files() -> Mapping[str, bytes]:
    """A short disclosure in every kind of file that is read."""
    text = _short(EXAMPLE.read_text("utf-8"))
    document = open_document("甲.md", text.encode())
    grids = [b for page in document.pages for b in page.blocks if isinstance(b, Grid)]
    book = set_as_sheets(document)
    sheets = read_xlsx(book, Limits()).sheets
    pages = _page(document)
    return {
        "md": text.encode(),
        "html": pages.encode("gb18030"),
        "mht": _mail(pages),
        "docx": written(document),
        "xlsx": book,
        "xls": old_workbook([(f"公开0{n}", VISIBLE, _rows(grid)) for n, grid in enumerate(grids)]),
        "ods": odf(_tables(grids)),
        "xml": saved_as_xml(sheets),
        "htmlxls": saved_as_html(sheets),
        "ofd": _drawn(grids[0]),
        "pdf": _printed(grids[0]),
        "zip": _packed({"说明.md": text.encode(), "附表.xlsx": book}),
    }


def _short(text: str) -> str:
    """The cover, two tables and a section of the example."""
    lines = text.split("\n")
    begin = next(n for n, line in enumerate(lines) if line.endswith("第二部分 2023年度部门决算表"))
    third = next(n for n, line in enumerate(lines) if n > begin and line.endswith(" 支出决算表"))
    said = next(n for n, line in enumerate(lines) if "第三部分 2023年度部门决算情况说明" in line)
    return "\n".join([*lines[:20], *lines[begin:third], *lines[said : said + 12]])


def _rows(grid: Grid) -> list[list[str | float | bytes | None]]:
    return [[cell.text if cell else None for cell in row] for row in grid.fields]


def _page(document: Document) -> str:
    pieces = []
    for block in (block for page in document.pages for block in page.blocks):
        if isinstance(block, Grid):
            rows = ("".join(map(_field, row)) for row in block.fields)
            pieces.append(f"<table>{''.join(f'<tr>{row}' for row in rows)}</table>")
        else:
            pieces.append(f"<p>{block.text}</p>")
    return f"<!DOCTYPE html><html><body>\n{chr(10).join(pieces)}\n</body></html>"


def _field(cell: Cell | None) -> str:
    return f"<td>{cell.text if cell else ''}"


def _mail(page: str) -> bytes:
    message = EmailMessage()
    message.set_content(page.encode("gb18030"), "text", "html", cte="quoted-printable")
    return message.as_bytes()


def _tables(grids: list[Grid]) -> str:
    tables = []
    for grid in grids:
        rows = []
        for row in grid.fields:
            texts = (cell.text if cell else "" for cell in row)
            cells = (f"<table:table-cell><text:p>{t}</text:p></table:table-cell>" for t in texts)
            rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
        tables.append(f'<table:table table:name="表">{"".join(rows)}</table:table>')
    sheets = f"<office:spreadsheet>{''.join(tables)}</office:spreadsheet>"
    return f"<office:body>{sheets}</office:body>"


def _printed(grid: Grid) -> bytes:
    """A table on a page of PDF, its title above."""
    xs, ys = [20 + 60 * at for at in range(grid.width + 1)], _heights(grid, 260, -7)
    words = (say(x + 1, y - 6, text, 5) for x, y, text in _placed(grid, xs, ys))
    head = say(50, 285, COVER) + say(150, 270, "收入支出决算总表", 12)
    return pdf(head + say(300, 265, "单位：万元", 5) + ruled(xs, ys) + "".join(words))


def _drawn(grid: Grid) -> bytes:
    """The same on a page of OFD."""
    xs, ys = [20 + 30 * at for at in range(grid.width + 1)], _heights(grid, 30, 7)
    words = (ofd_say(x + 1, y + 1, text) for x, y, text in _placed(grid, xs, ys))
    head = (
        ofd_say(20, 10, COVER)
        + ofd_say(20, 20, "收入支出决算总表")
        + ofd_say(100, 25, "单位：万元")
    )
    return ofd(head + ofd_ruled(xs, ys) + "".join(words))


def _heights(grid: Grid, top: int, step: int) -> list[int]:
    return [top + step * at for at in range(grid.height + 1)]


def _placed(grid: Grid, xs: list[int], ys: list[int]) -> Iterator[tuple[int, int, str]]:
    for y, row in zip(ys, grid.fields, strict=False):
        for x, cell in zip(xs, row, strict=False):
            yield x, y, cell.text if cell else ""


def _packed(files: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


class Outcome(NamedTuple):
    """What came of a file: read, refused in words, or what should never come of one."""

    kind: str
    words: str = ""


def attempted(workers: Workers, kind: str, data: bytes, limits: Limits) -> Outcome:
    """What comes of a file, opened if it is a ZIP, read and audited in a child process."""
    source = Source(f"甲.{kind}", data)
    unpacked = workers.run(UNPACK, source, "", (), limits) if may_be_bundle(data) else None
    parts = unpacked.sources if isinstance(unpacked, Unpacked) else (source,)
    outcome = unpacked
    for part in () if isinstance(unpacked, Failure) else parts:
        outcome = workers.run(AUDIT, part, "", (), limits)
        if isinstance(outcome, Failure) and outcome.kind not in REFUSED:
            break
    if not isinstance(outcome, Failure):
        return Outcome("read")
    in_words = outcome.kind in REFUSED and CHINESE.search(outcome.message)
    return Outcome("refused" if in_words else outcome.kind, outcome.message)


def damaged(data: bytes, seed: int) -> bytes:
    """The same file after an accident; the seed alone tells which."""
    luck = random.Random(seed)  # noqa: S311 - no secret
    ways = IN_ARCHIVES if data.startswith(ZIP) else IN_FILES
    return luck.choice(ways)(data, luck)


def _cut(data: bytes, luck: random.Random) -> bytes:
    return data[: luck.randrange(len(data))]


def _beheaded(data: bytes, luck: random.Random) -> bytes:
    return data[luck.randrange(1, min(len(data), 600)) :]


def _flipped(data: bytes, luck: random.Random) -> bytes:
    wrong = bytearray(data)
    for _ in range(luck.choice((1, 3, 10, 100, 1000))):
        wrong[luck.randrange(len(wrong))] ^= 1 << luck.randrange(8)
    return bytes(wrong)


def _blanked(data: bytes, luck: random.Random) -> bytes:
    """A stretch of the disk that was never written."""
    at, size = luck.randrange(len(data)), luck.choice((1, 64, 512, 4096))
    return data[:at] + luck.choice((b"\0", b"\xff", b" ")) * size + data[at + size :]


def _swapped(data: bytes, luck: random.Random) -> bytes:
    """Stretches in another order, or one of them twice."""
    size = luck.choice((64, 512, 4096))
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    one, other = luck.randrange(len(parts)), luck.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[luck.choice((one, other))]
    return b"".join(parts)


def _relettered(data: bytes, luck: random.Random) -> bytes:
    """Saved in letters that are not those it says it has."""
    text = data.decode(luck.choice(("utf-8", "gb18030", "latin-1")), "ignore")
    wrong = text.encode(luck.choice(LETTERS), "replace")
    at = luck.randrange(len(wrong) + 1)
    return wrong if luck.random() < 0.5 else wrong[:at] + luck.randbytes(3) + wrong[at:]


def _digits(data: bytes, luck: random.Random) -> bytes:
    """Numbers of its structure that are far off."""
    wrong = bytearray(data)
    places = [at for at, byte in enumerate(wrong) if 48 <= byte < 58]
    for at in luck.sample(places, min(len(places), luck.choice((1, 5, 50)))):
        wrong[at] = ord(luck.choice("0123456789-"))
    return bytes(wrong)


def _without_part(data: bytes, luck: random.Random) -> bytes:
    return _rewritten(data, lambda parts: parts.pop(luck.choice([*parts])))


def _with_damaged_part(data: bytes, luck: random.Random) -> bytes:
    def damage(parts: dict[str, bytes]) -> None:
        name = luck.choice([each for each in parts if parts[each]])
        parts[name] = luck.choice(IN_FILES)(parts[name], luck)

    return _rewritten(data, damage)


def _with_parts_exchanged(data: bytes, luck: random.Random) -> bytes:
    def exchange(parts: dict[str, bytes]) -> None:
        one, other = luck.choice([*parts]), luck.choice([*parts])
        parts[one], parts[other] = parts[other], parts[one]

    return _rewritten(data, exchange)


def _rewritten(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return _packed(parts)


def _misdirected(data: bytes, luck: random.Random) -> bytes:
    """The list at the end of an archive, turned about."""
    at = data.find(b"PK\x01\x02")
    wrong = bytearray(data)
    for _ in range(luck.choice((1, 4, 20))):
        wrong[luck.randrange(at, len(wrong))] = luck.randrange(256)
    return bytes(wrong)


IN_FILES: tuple[Way, ...] = (_cut, _beheaded, _flipped, _blanked, _swapped, _relettered, _digits)
IN_ARCHIVES: tuple[Way, ...] = (
    *(_cut, _beheaded, _flipped, _blanked, _swapped),
    *(_without_part, _with_damaged_part, _with_parts_exchanged, _misdirected),
)
