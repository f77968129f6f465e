"""The running text: every letter once, at its place; titles, contents and what interrupts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from juesuan.model.page import Cell, Document, Grid, Line, Page, Place
from juesuan.model.text import Paragraph
from juesuan.notation.edition import load
from juesuan.notation.numbers import unseal
from juesuan.reading.text import RunningText, joined, running_text
from juesuan.reading.text.evened import narrative_blocks, running

EDITION = load("2023")
SPENT = "三、支出决算情况说明"
LINES = st.lists(
    st.sampled_from(
        [
            *(
                "目录",
                "第一部分 部门概况",
                "第三部分 情况说明",
                SPENT,
                "（一）基本支出",
                "四、其他",
            ),
            *(
                "本年支出合计9.00万元，",
                "增加1万元。",
                "1、人员经费",
                "图1 构成",
                "名词解释",
                " 一、",
            ),
            *("十一、政府采购支出情况。总额8万元", "单位：万元", "甲乙丙丁", "……12", "·概况……3"),
        ]
    ),
    max_size=24,
)


def text_of(*lines: str) -> RunningText:
    """The running text of lines, each on a line of its own number."""
    blocks = tuple(Line(line, Place(line=at)) for at, line in enumerate(lines, 1))
    return running_text(Document("甲.md", "", (Page(None, blocks),)), EDITION)


def shown(text: RunningText) -> list[tuple[str, str, str]]:
    """Kind, section and words of every paragraph."""
    return [(p.kind, p.section, p.text) for p in text.paragraphs]


def placed(paragraph: Paragraph) -> list[tuple[str, int | None]]:
    """Every letter with its line, breaks left out."""
    letters = ((letter, paragraph.at(at).line) for at, letter in enumerate(paragraph.text))
    return [pair for pair in letters if pair[0] != "\n"]


def test_a_sentence_that_ends_on_many_pages_is_no_foot_of_theirs() -> None:
    pages = []
    for at, name in enumerate("甲乙丙丁戊己", 1):
        words = (f"附件{name}", f"项目{name}", "得分值的80%至60%、60%至", "0%。", f"— {at} —")
        pages.append(Page(at, tuple(Line(text, Place(at)) for text in words)))
    blocks = [*narrative_blocks(Document("甲.pdf", "", tuple(pages)))]
    texts = [block.text for block in blocks if isinstance(block, Line)]
    assert len(texts) == 24
    assert texts.count("0%。") == 6


def test_a_character_of_private_use_stays_and_what_is_no_character_is_told_apart() -> None:
    """Fonts and GB 18030 have characters of private use; reading puts none of them in place."""
    private = "".join(map(chr, range(0xE000, 0xE200)))
    assert running(f"支出{private}，增加1,200万元") == f"支出{private}，增加1,200万元"
    assert unseal(running(f"{private}增加12..50万元")) == f"{private}增加12..50万元"
    assert running("支出\ufdd0\U0010ffff元") == "支出\ufffd\ufffd元"


@given(LINES)
def test_every_letter_stands_once_and_at_its_place(lines: list[str]) -> None:
    text = text_of(*lines)
    letters = [(letter, at) for at, line in enumerate(lines, 1) for letter in running(line)]
    assert [pair for p in text.paragraphs for pair in placed(p)] == letters
    assert placed(text.whole) == letters


@given(LINES)
def test_passages_hold_all_sentences_in_order(lines: list[str]) -> None:
    text = text_of(*lines)
    inside = [pair for passage in text.passages for pair in placed(passage)]
    sentences = [pair for p in text.paragraphs if p.kind == "text" for pair in placed(p)]
    for part, whole in ((sentences, inside), (inside, placed(text.whole))):
        rest = iter(whole)
        assert all(pair in rest for pair in part)


def test_a_sentence_goes_on_over_lines_until_it_ends() -> None:
    assert shown(
        text_of("一般公共预算财政拨款支出", "为9万元。其中：", "基本支出8万元；", "完")
    ) == [
        ("text", "", "一般公共预算财政拨款支出为9万元。其中："),
        ("text", "", "基本支出8万元；"),
        ("text", "", "完"),
    ]


def test_a_title_opens_its_section_with_the_sentence_behind_it() -> None:
    text = text_of(
        "第三部分 情况说明", "十一、2023年度政府采购支出情况。总额8万元。", "（一）甲项", "乙"
    )
    assert shown(text) == [
        ("heading", "", "第三部分情况说明"),
        ("heading", "政府采购", "十一、2023年度政府采购支出情况。"),
        ("text", "政府采购", "总额8万元。"),
        ("heading", "政府采购", "(一)甲项"),
        ("text", "政府采购", "乙"),
    ]
    assert [(p.section, p.heading, p.text) for p in text.passages] == [
        ("政府采购", "十一、2023年度政府采购支出情况。", "总额8万元。\n(一)甲项\n乙")
    ]


def test_an_unknown_title_of_the_same_level_ends_what_the_last_one_governs() -> None:
    text = text_of(SPENT, "共9万元。", "四、甲乙情况", "共8万元。")
    assert [(p.section, p.text) for p in text.passages] == [
        ("支出", "共9万元。"),
        ("", "四、甲乙情况\n共8万元。"),
    ]
    assert {p.section for p in text.paragraphs} == {"支出"}


def test_the_day_of_publication_is_no_entry_of_the_contents() -> None:
    lines = (
        "目录",
        "公开时间：2024年9月20日",
        "一、部门职责....1",
        "二、机构设置....2",
        "一、部门职责",
        "负责。",
    )
    assert [kind for kind, _, _ in shown(text_of(*lines))] == [
        "heading",
        "text",
        "contents",
        "contents",
        "heading",
        "text",
    ]


def test_a_title_below_the_title_of_its_section_ends_nothing() -> None:
    lines = ("七、政府采购支出情况说明", "（一）政府采购支出总体情况", "甲", "（二）数量情况", "乙")
    (passage,) = text_of(*lines).passages
    assert (passage.section, passage.heading) == ("政府采购", lines[0])
    assert passage.text == "(一)政府采购支出总体情况\n甲\n(二)数量情况\n乙"


def test_the_contents_end_where_their_first_entry_stands_again() -> None:
    text = text_of("目录", "一、部门职责....1", f"{SPENT}……2", "一、部门职责", "负责档案。", SPENT)
    assert [(kind, words) for kind, _, words in shown(text)] == [
        ("heading", "目录"),
        ("contents", "一、部门职责....1"),
        ("contents", f"{SPENT}......2"),
        ("heading", "一、部门职责"),
        ("text", "负责档案。"),
        ("heading", SPENT),
    ]
    assert [p.text for p in text.prose][1:3] == ["一、部门职责", SPENT]


def test_contents_that_never_stand_again_end_at_the_first_amount_or_sentence() -> None:
    for line in ("本年支出合计770.00万元，其中：基本支出480.00万", "本年工作情况良好，"):
        text = text_of("目录", "第一部分 概况", SPENT, line, "元，占62.34%。")
        assert text.paragraphs[-1].text == f"{line}元，占62.34%。"
        assert [p.section for p in text.passages] == ["支出"]


def test_an_entry_of_the_contents_may_name_an_amount() -> None:
    entries = ("一、部门职责....1", "二、单价100万元以上设备情况....9", "三、其他....9")
    assert [p.kind for p in text_of("目录", *entries).paragraphs][1:] == ["contents"] * 3


def test_entries_of_the_glossary_are_text() -> None:
    (_, entry) = text_of("第四部分 名词解释", "一、基本支出").paragraphs
    assert (entry.kind, entry.section) == ("text", "名词解释")


def test_a_table_ends_a_paragraph_and_its_words_are_cells() -> None:
    cells = (Cell("甲项目", 0, 0, Place(line=3)), Cell("9.00", 0, 1, Place(line=3)))
    blocks = (Line("附件", Place()), Line("如下", Place()), Grid(cells, 1, 2), Line("完", Place()))
    text = running_text(Document("甲.md", "", (Page(None, blocks),)), EDITION)
    assert [p.kind for p in text.paragraphs] == ["heading", "text", "cell", "text"]
    assert text.whole.text == "附件\n如下\n完"
    outside = running_text(Document("甲.md", "", (Page(None, blocks[1:]),)), EDITION)
    assert [p.kind for p in outside.paragraphs] == ["text", "text"]


def test_page_numbers_and_running_heads_are_no_text() -> None:
    pages = [
        [Line(text, Place(n)) for text in (f"某局决算 {n}", words, f"- {n} -")]
        for n, words in enumerate(("甲", "乙", "丙", "丁"), 1)
    ]
    few, all_of = (
        Document("甲.pdf", "", tuple(Page(n, tuple(p)) for n, p in enumerate(part, 1)))
        for part in (pages[:3], pages)
    )
    assert [*narrative_blocks(few)] == [line for page in pages[:3] for line in page[:2]]
    assert [*narrative_blocks(all_of)] == [page[1] for page in pages]


def test_what_a_join_of_pages_prints_twice_is_read_once() -> None:
    texts = [
        "7、行政运行支出 5.00 万元，主要用于日常运转。",
        "8、档案馆支出 6.00 万元，主要用于保管。",
    ]
    first = [Line(text, Place(1)) for text in ("三、支出", *texts, "- 1 -")]
    second = [Line(text, Place(2)) for text in (*texts, "9、其他支出 1.00 万元。", "- 2 -")]

    def read_of(*pages: list[Line]) -> list[str]:
        paged = tuple(Page(at, tuple(lines)) for at, lines in enumerate(pages, 1))
        return [
            b.text for b in narrative_blocks(Document("甲.pdf", "", paged)) if isinstance(b, Line)
        ]

    assert read_of(first, second) == ["三、支出", *texts, "9、其他支出 1.00 万元。"]
    assert read_of(first, second[1:]) == ["三、支出", *texts, "9、其他支出 1.00 万元。"]
    assert read_of(first[:2], second[1:]) == ["三、支出", *texts, "9、其他支出 1.00 万元。"]
    short = [Line("合计", Place(1))], [Line("合计", Place(2))]
    assert read_of(*short) == ["合计", "合计"]


def test_fields_that_word_left_in_the_contents_are_no_words_of_it() -> None:
    text = text_of(
        "目录",
        'TOC \\o "1-3" \\h \\z \\u',
        "第一部分 部门概况 PAGEREF _Toc25831 h 3",
        "HYPERLINK \\l _Toc12 三、支出决算表 PAGEREF _Toc12 \\h 12",
        "第一部分 部门概况",
    )
    kinds = [(p.kind, p.text) for p in text.prose]
    assert kinds[1:3] == [("contents", "第一部分部门概况"), ("contents", "三、支出决算表")]
    assert kinds[3][0] != "contents"


def test_paragraphs_are_joined_in_order() -> None:
    parts = [
        Paragraph("", "", text, (0,), (Place(line=at),)) for at, text in enumerate(("甲", "乙丙"))
    ]
    whole = joined(parts, "支出", SPENT)
    assert (whole.section, whole.heading, whole.text) == ("支出", SPENT, "甲\n乙丙")
    assert [whole.at(at).line for at in range(4)] == [0, 0, 1, 1]
    assert joined(()).text == ""
