"""Refusals of the portal."""

from juesuan.portal.portal_refusals import not_here


def test_a_page_that_is_not_there_is_404() -> None:
    assert not_here().status == 404
    assert "没有这一页" in str(not_here())
