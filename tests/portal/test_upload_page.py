"""The page where a file is dropped."""

import json
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")

from tests.making.outputs import Elements, check_text
from tests.making.visits import Visitor

from juesuan.portal.application import portal
from juesuan.portal.gate import UPLOAD
from juesuan.portal.portal_settings import PortalSettings

CLEAN = Path(__file__).parents[2] / "examples" / "disclosure" / "clean.md"
PAGE = CLEAN.read_bytes()
HOSTILE = "=<script>alert(1)</script>\u202e.md"


def opened() -> tuple[Visitor, dict[str, str]]:
    """A browser with the form before it, and what the form holds."""
    visitor = Visitor(portal(PortalSettings()))
    return visitor, {"token": visitor.token(UPLOAD)}


def test_a_page_with_errors_is_shown_within_the_portal() -> None:
    visitor, fields = opened()
    wrong = PAGE.replace("云川市".encode(), "云川<b>市".encode()).replace(b"2995", b"2996", 1)
    answer = visitor.post(UPLOAD, fields, [("file", HOSTILE, wrong)])
    assert answer.status == 200
    elements = Elements(answer.text)
    assert elements.tags.count("script") == 1
    assert ("src", "/static/report.js") in elements.attributes
    assert not {n for n, _ in elements.attributes if n == "style" or n.startswith("on")}
    assert {n for n in elements.tags if n == "style"} == set()
    assert 'id="findings"' in answer.text
    assert "\u202e" not in answer.text


def test_a_result_may_be_kept_as_a_file() -> None:
    visitor, fields = opened()
    answer = visitor.post(UPLOAD, {**fields, "form": "json"}, [("file", "甲.md", PAGE)])
    assert json.loads(answer.body)["department"] == "云川市青屏区文化体育和旅游局"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E5%AE")
    page = visitor.post(UPLOAD, {**fields, "form": "html"}, [("file", "甲.md", PAGE)])
    check_text(page.text, ".html")


@pytest.mark.parametrize("form", ["mark", "pack"])
def test_a_copy_that_cannot_be_made_of_it_is_refused(form: str) -> None:
    visitor, fields = opened()
    answer = visitor.post(UPLOAD, {**fields, "form": form}, [("file", "甲.md", PAGE)])
    assert answer.status == 422
    assert "PDF" in answer.text


def test_nothing_is_audited_without_the_token_of_the_form() -> None:
    visitor, fields = opened()
    assert visitor.post(UPLOAD, {}, [("file", "甲.md", PAGE)]).status == 403
    stranger = Visitor(portal(PortalSettings()))
    assert stranger.post(UPLOAD, fields, [("file", "甲.md", PAGE)]).status == 403


def test_what_cannot_be_audited_is_told_in_words() -> None:
    visitor, fields = opened()
    for name, data, words in (
        ("乙局.md", "秘密★1年\n\n云川市某局2023年度部门决算\n".encode(), "国家秘密标志"),
        ("note.md", b"hello", "没有"),
        ("a.pdf", b"%PDF-1.7 nonsense", "PDF"),
    ):
        answer = visitor.post(UPLOAD, fields, [("file", name, data)])
        assert answer.status == 422, name
        assert words in answer.text
        assert "Traceback" not in answer.text
    assert "没有选文件" in visitor.post(UPLOAD, fields, []).text
