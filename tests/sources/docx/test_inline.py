"""What is printed of a paragraph: inserted words, results of fields, one of two alternatives."""

from __future__ import annotations

import pytest
from tests.making.grids import shown
from tests.making.word_parts import STRICT, W, changed, field, instruction, package, para, root, run

from juesuan.model.page import Aside, Limits, Unreadable
from juesuan.sources.docx import read_docx

VANISH = "<w:vanish/>"


def lines(body: str, **parts: str) -> list[object]:
    """What is shown of a body."""
    return shown(read_docx("甲.docx", package(body, parts), Limits()).pages[0].blocks)


def aside(body: str, **parts: str) -> Aside:
    """What is set aside of a body, which shows 正文 besides."""
    return read_docx("甲.docx", package(body + para("正文"), parts), Limits()).aside


@pytest.mark.parametrize(
    "inner, text",
    [
        (run("收入") + "<w:r><w:tab/></w:r>" + run("5.00"), "收入\t5.00"),
        ("<w:r><w:t>2022</w:t><w:noBreakHyphen/><w:t>2023</w:t></w:r>", "2022-2023"),
        ("<w:r><w:t>预</w:t><w:softHyphen/><w:t>算</w:t></w:r>", "预算"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("是"), "☑是"),
        ('<w:hyperlink r:id="rId9">' + run("网址") + "</w:hyperlink>", "网址"),
        ("<w:smartTag>" + run("二月") + "</w:smartTag>", "二月"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("选") + "</w:sdtContent></w:sdt>", "选"),
        ("<w:bdo><w:dir>" + run("向") + "</w:dir></w:bdo>", "向"),
        ("<w:strange>" + run("生") + "</w:strange>", "生"),
        ("<w:proofErr/><w:bookmarkStart/>" + run("文"), "文"),
        ("<w:r><w:footnoteReference/></w:r>" + run("文"), "文"),
    ],
)
def test_what_is_no_plain_letter_is_text_as_printed(inner: str, text: str) -> None:
    assert lines(para(inner)) == [text]


def test_a_break_begins_a_line() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = para(run("2023年度") + "<w:r><w:br/></w:r>" + run("某局") + page + run("决算"))
    assert lines(body + para("<w:r><w:t>甲</w:t><w:cr/><w:t>乙</w:t></w:r>")) == [
        *("2023年度", "某局", "决算", "甲", "乙")
    ]


def test_inserted_words_stay_and_deleted_words_go() -> None:
    body = para(
        run("支出合计")
        + "<w:ins>" + run("200.00") + "</w:ins>"
        + "<w:del><w:r><w:delText>300.00</w:delText></w:r></w:del>"
        + "<w:moveTo>" + run("万元") + "</w:moveTo>"
        + "<w:moveFrom>" + run("亿元") + "</w:moveFrom>"
    )  # fmt: skip
    assert lines(body) == ["支出合计200.00万元"]
    assert "300.00亿元" in aside(body).texts


def test_of_a_field_the_result_is_text_and_the_instruction_is_not() -> None:
    inner = field("PAGEREF _Toc1 \\h", run("3"))
    assert lines(para(field("TOC \\o", run("一、概况") + inner))) == ["一、概况3"]
    simple = '<w:fldSimple w:instr="REF x">' + run("12") + "</w:fldSimple>"
    assert lines(para(run("第") + simple + run("页"))) == ["第12页"]
    within = field(" IF " + "{", field("REF", run("甲")) + run("乙"))
    assert lines(para(within)) == ["甲乙"]


def test_a_field_within_an_instruction_is_no_text() -> None:
    marks = [instruction(kind) for kind in ("begin", "separate", "end")]
    asked = field("REF", run("条件"))
    assert lines(para(marks[0] + asked + marks[1] + run("果") + marks[2])) == ["果"]


def test_a_field_goes_on_over_paragraphs() -> None:
    first = para(instruction("begin") + run("令") + instruction("separate") + run("目录"))
    assert lines(first + para("条目") + para(instruction("end") + run("尾"))) == [
        *("目录", "条目", "尾")
    ]


@pytest.mark.parametrize("kind", ["begin", "separate", "end"])
def test_a_mark_of_a_field_without_partner_hides_nothing(kind: str) -> None:
    assert lines(para(instruction(kind) + run("全部"))) == ["全部"]


def test_the_mark_of_a_deleted_field_hides_nothing() -> None:
    gone = "<w:del>" + instruction("begin") + "</w:del>"
    assert lines(para(gone + run("全部") + instruction("end"))) == ["全部"]


def test_hidden_words_are_set_aside_whoever_says_so() -> None:
    styles = root(
        "styles",
        f'<w:style w:type="character" w:styleId="A"><w:rPr>{VANISH}</w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="C"><w:rPr>{VANISH}</w:rPr></w:style>',
    )
    style = '<w:rStyle w:val="B"/>'
    for body in (
        para(run("藏", VANISH) + run("现")),
        para(run("藏", style) + run("现")),
        para(run("藏") + run("现", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="C"/>'),
        para(run("藏") + run("现", style), '<w:pStyle w:val="C"/>'),
    ):
        assert lines(body, styles=styles) == ["现"]
        assert aside(body, styles=styles).texts == ("藏",)
    assert lines(para(run("现", '<w:webHidden/><w:vanish w:val="false"/>'))) == ["现"]


def test_a_note_set_high_is_no_digit_of_the_number() -> None:
    high = '<w:vertAlign w:val="superscript"/>'
    assert lines(para(run("5.83") + run("1", high) + run("万元"))) == ["5.83 1 万元"]
    styles = root("styles", f'<w:style w:styleId="注"><w:rPr>{high}</w:rPr></w:style>')
    body = para(run("5.83") + run("1", '<w:rStyle w:val="注"/>'))
    assert lines(body, styles=styles) == ["5.83 1"]
    assert lines(para(run("5.83", '<w:vertAlign w:val="baseline"/>') + run("1"))) == ["5.831"]


def test_of_ruby_the_base_is_text() -> None:
    ruby = "<w:ruby><w:rubyPr/><w:rt>" + run("jue") + "</w:rt><w:rubyBase>" + run("决")
    assert lines(para(f"<w:r>{ruby}</w:rubyBase></w:ruby></w:r>" + run("算"))) == ["决算"]


def box(text: str) -> str:
    """A text box as the old pictures hold it."""
    inner = f"<w:txbxContent>{text}</w:txbxContent>"
    return f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"


def alternatives(first: str, second: str) -> str:
    """The same for new programs and for old ones."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{first}</mc:Choice>'
        f"<mc:Fallback>{second}</mc:Fallback></mc:AlternateContent>"
    )


def test_a_text_box_is_read_where_it_is_anchored_and_once() -> None:
    new = (
        "<w:drawing><wp:anchor><a:graphic><wps:wsp><wps:txbx><w:txbxContent>"
        + para("题名")
        + para("副题")
        + "</w:txbxContent></wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing>"
    )
    run_ = "<w:r>" + alternatives(new, box(para("题名"))) + "</w:r>"
    assert lines(para("前") + para(run_ + run("本段")) + para("后")) == [
        *("前", "本段", "题名", "副题", "后")
    ]


def test_where_the_choice_says_nothing_the_other_is_read() -> None:
    run_ = "<w:r>" + alternatives("<w:drawing/>", box(para("题名"))) + "</w:r>"
    assert lines(para(run_)) == ["题名"]
    assert lines(alternatives(para("甲"), para("乙"))) == ["甲"]


def test_a_field_around_a_text_box_does_not_hide_it() -> None:
    within = para("<w:r>" + box(para("题名")) + "</w:r>")
    assert lines(para(instruction("begin")) + within + para(instruction("end"))) == ["题名"]


def test_a_formula_in_a_row_is_text_and_one_that_is_built_is_not() -> None:
    flat = "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>"
    built = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath>"
    assert lines(para(flat)) == ["a=b"]
    assert lines(para(run("5") + built + run("6"))) == ["5 6"]
    assert aside(para(built)).texts == ("1",)


def test_what_is_said_of_pictures_is_set_aside() -> None:
    picture = '<w:r><w:drawing><wp:inline><wp:docPr descr="机构图" title="图"/></wp:inline>'
    texts = aside(para(picture + '</w:drawing><w:pict><v:textpath string="样稿"/></w:pict></w:r>'))
    assert {"机构图", "图", "样稿"} <= {*texts.texts}


def test_content_nested_beyond_reason_is_refused() -> None:
    deep = "<w:ins>" * 90 + run("深") + "</w:ins>" * 90
    with pytest.raises(Unreadable, match="层层套用"):
        lines(para(deep))


@pytest.mark.parametrize("depth, fits", [(35, True), (60, False)])
def test_text_boxes_in_text_boxes_are_read_as_deep_as_can_be(depth: int, *, fits: bool) -> None:
    boxes = para("底")
    for _ in range(depth):
        boxes = para("<w:r>" + box(boxes) + "</w:r>")
    if fits:
        assert lines(boxes) == ["底"]
    else:
        with pytest.raises(Unreadable, match="请在"):
            lines(boxes)


def test_the_namespace_may_be_strict() -> None:
    data = package(para(run("收入") + "<w:ins>" + run("5.00") + "</w:ins>"))
    body = root("document", "<w:body>" + para("收入5.00") + "</w:body>").replace(W, STRICT)
    strict = changed(data, "word/document.xml", body)
    assert shown(read_docx("甲", strict, Limits()).pages[0].blocks) == ["收入5.00"]
