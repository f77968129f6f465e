"""Charts in the text: as large as declared, told in words where they cannot be seen."""

from tests.making.disclosures import charts
from tests.making.word_taken_apart import words

from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.docx.elements import WP, w
from juesuan.publishing.disclosure.docx.pictures import chart_caption, picture

CHART = next(iter(charts()))


def test_a_chart_is_told_in_words() -> None:
    node = picture(CHART, 3, "rId9", load_look())
    about = node.find(f".//{{{WP}}}docPr")
    assert (about.get("id"), about.get("descr")) == ("3", CHART.alt)


def test_a_chart_is_as_large_as_declared() -> None:
    size = picture(CHART, 3, "rId9", load_look()).find(f".//{{{WP}}}extent")
    assert (size.get("cx"), size.get("cy")) == ("5040000", "2592000")


def test_a_caption_says_the_unit_if_there_is_one() -> None:
    assert words(w("p", *chart_caption(CHART))) == "图1\u3000收、支总计变动情况（单位：万元）"
    assert words(w("p", *chart_caption(CHART._replace(unit="")))) == "图1\u3000收、支总计变动情况"
