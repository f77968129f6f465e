"""A typeset disclosure: the page it stands on, its outline, the same bytes, the same numbers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import examples
from tests.laws.test_publish import disclosure as random_disclosure
from tests.laws.test_sentences import EDITIONS
from tests.making.disclosures import NAME, disclosure
from tests.making.typeset import COVER, Typeset, lines, of_blocks, opened, pdf, rows, typeset

from juesuan.auditing import audit
from juesuan.model.disclosure import (
    Block,
    Contents,
    Heading,
    Text,
)
from juesuan.model.number import UNITS, Address, Fact
from juesuan.model.reading import Reading
from juesuan.notation import spelling
from juesuan.notation.edition import load
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.not_set import NotSet
from juesuan.publishing.disclosure.pdf import typeset as set_whole
from juesuan.publishing.disclosure.pdf import typesetting, write_pdf
from juesuan.reading.text import running_text
from juesuan.tasks.read import read_document

LONG = "云川市青禾区人民政府新城街道办事处综合行政执法与公共服务联合协调指导中心（区应急管理局）"
DOCUMENTS = 15  # an example is a whole document set, read and audited


def amounts(facts: Iterator[Fact]) -> dict[Address, Decimal]:
    """What is not zero, in 元, as printed."""
    unit = UNITS["万元"]
    shown = {
        fact.address: Decimal(spelling.shown(fact.value, unit, thousands=False)) * unit
        for fact in facts
        if not fact.address.period
    }
    return {address: value for address, value in shown.items() if value}


def printed_counts(page: Typeset) -> Counter[float]:
    """How many characters stand on each line of a page."""
    counts: Counter[float] = Counter()
    for run in page.runs:
        counts[round(run.y0, 1)] += len(run.text)
    return counts


@settings(max_examples=examples(DOCUMENTS, 3))
@given(st.sampled_from(EDITIONS), st.integers(0, 2**32))
def test_what_is_set_reads_back_and_stands_in_its_cells(name: str, seed: int) -> None:
    department = "上海市清河区档案局" if "-" in name else NAME
    made = disclosure(name, seed, department)
    data = write_pdf(made, load_look())
    reading = read_document(opened(data))
    assert (reading.meta.edition, reading.meta.department) == (name, department)
    assert amounts(iter(reading.facts.values())) == amounts(iter(made.shown.values()))
    assert errors(reading, name) == []
    assert [list(page.over_the_edge()) for page in typeset(data) if [*page.over_the_edge()]] == []


def errors(reading: Reading, name: str) -> list[str]:
    return [f.message for f in audit(reading, load(name)) if f.severity == "错误"]


@pytest.mark.parametrize("name", EDITIONS)
def test_every_edition_reads_back(name: str) -> None:
    department = "上海市清河区档案局" if "-" in name else NAME
    made = disclosure(name, 7, department)
    reading = read_document(opened(pdf(name, 7, department)))
    assert amounts(iter(reading.facts.values())) == amounts(iter(made.shown.values()))
    assert errors(reading, name) == []


def test_a_page_has_22_lines_of_28_letters() -> None:
    made = of_blocks(COVER, Text(("档" * 28 * 22 * 3,)))
    first, second, _ = typeset(made)[1:4]
    assert [page_lines(page) for page in (first, second)] == [[26, *[28] * 21], [28] * 22]


def page_lines(page: Typeset) -> list[int]:
    """The lengths of the lines above the page number."""
    counts = printed_counts(page)
    return [counts[y] for y in sorted(counts)[:-1]]


def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones() -> None:
    pages = lines(pdf())
    assert [page for page in pages[:2] if any("—" in line for line in page)] == []
    assert [page[-1] for page in pages[2:]] == [f"— {i} —" for i in range(1, len(pages) - 1)]
    for number, page in enumerate(typeset(pdf())[2:], 1):
        digits = [run for run in page.runs if run.text == ("—",)]
        assert (digits[0].box.x0 > page.width / 2) == bool(number % 2)


def test_the_page_of_a_long_entry_of_the_contents_stands_apart_from_its_words() -> None:
    """A title that fills its line is broken before its dots: no number seems to be part of it."""
    for length in (28, 29, 30):
        title = "一、" + "某" * length
        made = of_blocks(COVER, Contents("目录"), Heading(1, title, "a"), Text(("文",)))
        listed = lines(made)[1]
        assert listed[-1].endswith((".1", " 1"))


def test_the_contents_tell_the_pages_of_the_headings() -> None:
    pages = lines(pdf())
    numbers = set_whole(disclosure(), load_look()).pages
    headings = [block for block in disclosure().blocks if isinstance(block, Heading)]
    assert list(numbers) == [heading.id for heading in headings]
    for heading in headings:
        printed = spelling.plain(heading.text)
        page = [spelling.plain(line) for line in pages[numbers[heading.id] + 1]]
        assert printed in page
        if heading.level <= 2:
            listed = next(line for line in pages[1] if spelling.plain(line).startswith(printed))
            assert listed.rstrip().endswith(f".{numbers[heading.id]}") or listed.endswith(
                f" {numbers[heading.id]}"
            )


def test_only_tables_are_set_more_than_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they end is found without all the rest; what is forgotten leaves nothing beside it."""
    sets: list[int] = []
    ready = typesetting._Set._ready

    def counted(self: typesetting._Set, data: dict[str, Any]) -> typst.Compiler:
        sets.append(len(data["pieces"]))
        return ready(self, data)

    monkeypatch.setattr(typesetting._Set, "_ready", counted)
    notes = (replace(rows(height), note="注") for height in range(34, 38))
    tables: list[Block] = []
    for number, table in enumerate(notes):
        tables += [Heading(2, "表", f"{number}"), table]
    of_blocks(COVER, Heading(1, "一", "a"), *tables, Text(("文",)))
    assert len(sets) > 2
    assert sets.count(max(sets)) == 1
    assert sets[-1] == max(sets)


def test_bookmarks_are_the_headings() -> None:
    document = pypdfium2.PdfDocument(pdf())
    titles = [mark.get_title() for mark in document.get_toc()]
    assert titles == [block.text for block in disclosure().blocks if isinstance(block, Heading)]


def test_it_says_what_it_is() -> None:
    document = pypdfium2.PdfDocument(pdf())
    told = document.get_metadata_dict()
    assert told["Title"] == disclosure().title
    assert told["Author"] == NAME
    assert told["CreationDate"].startswith("D:20240830")
    assert document.is_tagged()
    for standard in (b"<pdfaid:part>3<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<", b"zh"):
        assert standard in pdf()


def test_the_numbers_are_attached() -> None:
    document = pypdfium2.PdfDocument(pdf())
    attached = document.get_attachment(0)
    assert attached.get_name() == "facts.csv"
    text = bytes(attached.get_data()).decode("utf-8-sig")
    assert len(text.splitlines()) == len([*disclosure().shown.values()]) + 1


SCRIPT = """
import sys
from tests.making.disclosures import disclosure
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.pdf import write_pdf
sys.stdout.buffer.write(write_pdf(disclosure(), load_look()))
"""


@pytest.mark.parametrize("zone, seed", [("Asia/Shanghai", "0"), ("America/Los_Angeles", "7")])
def test_the_same_bytes_wherever_it_is_set(zone: str, seed: str) -> None:
    root = Path(__file__).parents[4]
    path = os.pathsep.join([str(root / "src"), str(root)])
    environment = os.environ | {
        "TZ": zone,
        "PYTHONHASHSEED": seed,
        "LC_ALL": "C",
        "PYTHONPATH": path,
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, check=True, env=environment, cwd=root
    )
    assert done.stdout == pdf()


def test_the_mark_of_a_draft_stands_on_every_page() -> None:
    assert all("草稿" in page for page in lines(pdf(mark="草稿")))
    assert not any("草稿" in page for page in lines(pdf()))


def test_a_gap_is_printed_and_marked() -> None:
    gap = next(disclosure().gaps)
    assert any(gap.text in line for page in lines(pdf()) for line in page)


def test_a_very_long_name_is_never_read_in_part() -> None:
    name = LONG.replace("区应急管理局", "区应急管理与安全生产监督局")
    assert read_document(opened(pdf(department=name))).meta.department == name


def test_a_long_name_reads_back_from_cover_and_tables() -> None:
    reading = read_document(opened(pdf(department=LONG)))
    assert reading.meta.department == LONG
    first = lines(pdf(department=LONG))[0]
    assert [len(line) for line in first[1:-2]] == [11, 11, 11, 11]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "#let x = 1", "@a <b> $x$ `c` {d} [e] *f* _g_", "// a /* b */ \\ ~ -- ---", "'\""],
)
def test_a_text_is_never_markup(text: str) -> None:
    made = of_blocks(COVER, Heading(1, text, "a"), Text((text,)))
    assert [spelling.plain(line) for line in lines(made)[1]][:2] == [spelling.plain(text)] * 2


def test_what_steers_is_not_set() -> None:
    made = of_blocks(COVER, Text(("甲\x1b[31m\u202e乙\x00丙\n丁",)))
    assert spelling.plain(lines(made)[1][0]) == "甲[31m乙丙丁"


def test_a_sign_that_no_face_has_is_named_with_its_place() -> None:
    with pytest.raises(NotSet, match=r"“𪚥”（U\+2A6A5）.*正文“境）团组的名称是𪚥某某”"):
        of_blocks(COVER, Text(("因公出国（境）团组的名称是𪚥某某",)))


@pytest.mark.parametrize("count", range(18, 24))
def test_a_heading_never_ends_a_page(count: int) -> None:
    text = Text(("档" * 28 * (count - 1) + "案" * 9,))
    made = of_blocks(COVER, text, Heading(2, "节", "a"), Heading(3, "小节", "b"), Text(("文",)))
    page = next(page for page in lines(made) if "节" in page)
    assert page[page.index("节") :][:3] == ["节", "小节", "文"]


@pytest.mark.parametrize(
    "blocks",
    [
        (Text(("只有正文",)),),
        (COVER,),
        (rows(3),),
        (Contents("目录"), Heading(3, "三级在先", "a"), Text(("文",))),
        (Heading(1, "只有标题", "a"),),
    ],
)
def test_a_part_of_a_disclosure_is_set_too(blocks: tuple[Block, ...]) -> None:
    assert of_blocks(*blocks).startswith(b"%PDF")


def test_a_sentence_that_ends_with_its_line_ends_no_paragraph() -> None:
    paragraphs = ("档" * 25 + "。" + "案" * 40 + "。", "卷" * 53 + "。", "宗" * 60 + "。")
    made = of_blocks(
        COVER, Heading(1, "第一部分 情况", "a"), *(Text((text,)) for text in paragraphs)
    )
    read = running_text(opened(made), load("2023")).paragraphs
    assert tuple(p.text for p in read if p.text[0] in "档卷宗") == paragraphs


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory is held")
def test_what_was_set_before_is_forgotten() -> None:
    """Document after document in one process: without forgetting each leaves some 40 MB here."""
    held = []
    for seed in range(6):
        set_whole(random_disclosure(load("2023"), seed), load_look())
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        held.append(pages * os.sysconf("SC_PAGE_SIZE") >> 20)
    assert held[-1] - held[2] < 80, held
