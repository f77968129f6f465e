"""Which address leads where."""

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")

from tests.making.visits import Visitor

from juesuan.portal.application import portal
from juesuan.portal.portal_settings import PortalSettings


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(portal(PortalSettings()))


def test_the_first_page_leads_to_the_upload(visitor: Visitor) -> None:
    answer = visitor.get("/")
    assert answer.status == 303
    assert answer.headers["location"] == "/%E5%AE%A1%E6%A0%B8"


@pytest.mark.parametrize(
    "path", ["/none", "/static/", "/static/x.py", "/static/../app", "/审核/1", "/%00", "/\u202e"]
)
def test_what_is_not_there_is_told(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status == 404
    assert "没有这一页" in answer.text


def test_a_wrong_way_of_asking_is_told(visitor: Visitor) -> None:
    answer = visitor.post("/")
    assert answer.status == 405
    assert "不能这样用" in answer.text


def test_what_was_not_done_leads_back_to_its_form(visitor: Visitor) -> None:
    answer = visitor.post("/审核", {"token": "none"})
    assert answer.status == 403
    assert 'href="/%E5%AE%A1%E6%A0%B8">回到刚才的网页' in answer.text
    assert "回到刚才的网页" not in visitor.get("/none").text


def test_the_look_is_given_out(visitor: Visitor) -> None:
    kinds = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
    for name in ("report.css", "report.js", "portal.css", "icon.svg"):
        kind = kinds[name.partition(".")[2]]
        answer = visitor.get(f"/static/{name}")
        assert answer.status == 200
        assert answer.headers["content-type"].startswith(kind)
