"""Signing in (what follows from it is in `test_gate`)."""

from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")
pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import opened
from tests.making.outputs import Elements
from tests.making.visits import Visitor

from juesuan.archive.portal_accounts import give_account
from juesuan.portal.application import portal
from juesuan.portal.gate import SIGN_IN
from juesuan.portal.portal_settings import PortalSettings


def test_the_form_is_plain_and_a_token_is_needed(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        password = give_account(archive, "张三", "审计员", "")
        visitor = Visitor(portal(PortalSettings(), archive))
        page = visitor.get(SIGN_IN).text
        assert Elements(page).tags.count("input") == 3
        fields = {"name": "张三", "password": password}
        assert visitor.post(SIGN_IN, fields).status == 403
        wrong = visitor.post(SIGN_IN, fields | {"token": visitor.token(SIGN_IN), "password": "x"})
        assert "口令不对" in wrong.text
        answer = visitor.post(SIGN_IN, fields | {"token": visitor.token(SIGN_IN)})
        assert answer.headers["location"] == "/%E6%97%A5%E5%BF%97"
        assert "退出（张三）" in visitor.get("/日志").text
