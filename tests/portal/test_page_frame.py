"""The frame of a page."""

from tests.making.outputs import Elements

from juesuan.portal.page_frame import REPORT_SCRIPT, framed, plain_body, static_text, told

HOSTILE = "<script>alert(1)</script>\u202e\x1b[31m\" onclick='x"


def test_texts_stay_texts() -> None:
    page = told(HOSTILE, HOSTILE, [("/审核", HOSTILE)])
    elements = Elements(page)
    assert "script" not in elements.tags
    assert not {name for name, _ in elements.attributes if name.startswith("on")}
    assert "\u202e" not in page
    assert "\x1b" not in page


def test_a_page_has_its_style_and_script_from_here_alone() -> None:
    page = framed("甲", plain_body("乙", kind="丙", about="丁"), scripts=[REPORT_SCRIPT])
    elements = Elements(page)
    assert {"style", "iframe"}.isdisjoint(elements.tags)
    assert not {name for name, _ in elements.attributes if name == "style"}
    links = [value for name, value in elements.attributes if name in ("src", "href")]
    looks = {"/static/report.css", "/static/portal.css", "/static/icon.svg"}
    assert set(links) == {"#body", REPORT_SCRIPT, *looks}
    for link in set(links) - {"#body"}:
        assert static_text(link.removeprefix("/static/"))


def test_nothing_else_is_given_out() -> None:
    for name in ("page.css", "../portal.css", "", "frame.html"):
        assert static_text(name) is None
