"""Tokens of forms: which submissions count."""

import re
from types import SimpleNamespace
from typing import Any

import pytest

from juesuan.portal.form_tokens import COOKIE, FIELD, FormTokens
from juesuan.portal.portal_refusals import PortalRefusal


def request(seed: str = "", **headers: str) -> Any:  # noqa: ANN401 - a stand-in
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return SimpleNamespace(cookies={COOKIE: seed} if seed else {}, headers=names)


def fields(tokens: FormTokens, seed: str) -> dict[str, str]:
    match = re.search(r'value="(\w+)"', tokens.field(seed))
    assert match is not None
    return {FIELD: match[1]}


def test_a_form_counts_in_the_browser_it_was_given_to() -> None:
    tokens = FormTokens()
    seed = tokens.seed(request())
    assert tokens.seed(request(seed)) == seed
    assert tokens.seed(request()) != seed
    tokens.check(request(seed), fields(tokens, seed))
    tokens.check(request(seed, origin="http://a:1", host="a:1"), fields(tokens, seed))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://elsewhere", "host": "127.0.0.1:8000"},
        {"origin": "null", "host": "127.0.0.1:8000"},
        {"sec_fetch_site": "cross-site"},
    ],
)
def test_a_form_of_another_site_is_refused(headers: dict[str, str]) -> None:
    tokens = FormTokens()
    seed = tokens.seed(request())
    with pytest.raises(PortalRefusal, match="别的网站"):
        tokens.check(request(seed, **headers), fields(tokens, seed))


def test_a_token_of_another_browser_another_run_or_none_is_refused() -> None:
    tokens, others = FormTokens(), FormTokens()
    seed = tokens.seed(request())
    for cookie, given in (
        ("", fields(tokens, "")),
        ("x" * 30, fields(tokens, seed)),
        (seed, {}),
        (seed, {FIELD: "长"}),
        (seed, fields(others, seed)),
    ):
        with pytest.raises(PortalRefusal, match="放得太久") as refusal:
            tokens.check(request(cookie), given)
        assert refusal.value.status == 403
