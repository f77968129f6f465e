"""index.html: every document leads to its report, whatever its name."""

from dataclasses import replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tests.making.desk import ROUND, SETTLED, WRONG
from tests.making.outputs import check_file

from juesuan.model.review import Review
from juesuan.publishing.desk.overview_page import overview_html


def test_every_file_stands_on_the_page(tmp_path: Path) -> None:
    text = overview_html(ROUND, "juesuan 0.1.0")
    path = tmp_path / "index.html"
    path.write_text(text, "utf-8")
    check_file(path)
    page = HTMLParser(text)
    assert [row.attributes["class"] for row in page.css("tbody tr")] == ["wrong", "unread"]
    assert [link.attributes["href"] for link in page.css("a")] == ["./%E5%B1%80%201.html"]
    assert "没有文字层" in page.body.text()  # type: ignore[union-attr]
    assert "结果.txt" in page.body.text()  # type: ignore[union-attr]


def test_what_is_waived_and_what_was_not_checked_is_said(tmp_path: Path) -> None:
    text = overview_html(Review((SETTLED,), notes=("设置取自 x",)), "")
    path = tmp_path / "index.html"
    path.write_text(text, "utf-8")
    check_file(path)
    page = HTMLParser(text)
    heads = [head.text() for head in page.css("th")]
    assert heads[-2:] == ["豁免", "已核"]
    (row,) = page.css("tbody tr")
    assert row.attributes["class"] == "clear"
    assert [cell.text() for cell in row.css("td")][4:9] == ["0", "1", "0", "0", "1"]
    words = [line.text() for line in page.css(".skipped")]
    assert words[0].startswith("未按规则“标点.段末”审核：不查")
    assert words[1] == "设置取自 x"
    assert "豁免" not in [head.text() for head in HTMLParser(overview_html(ROUND, "")).css("th")]


def test_changes_are_counted_where_there_was_a_round_before() -> None:
    findings = tuple(replace(finding, change="仍在") for finding in WRONG.findings)
    gone = replace(WRONG.findings[0], change="已改")
    document = replace(WRONG, findings=findings, fixed=(gone,))
    assert "与上次相比：已改 1，仍在 2，新增 0" in overview_html(
        Review((document,), compared=True), ""
    )
    assert "与上次相比" not in overview_html(ROUND, "")
