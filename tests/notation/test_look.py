"""The declared looks are whole, and what is missing in them is told."""

import copy
import tomllib

import pytest

from juesuan.notation.look import NEEDED, load_look, read_look
from juesuan.notation.overlay import HOME, DeclarationError

DECLARED = tomllib.loads(HOME.joinpath("look", "look.toml").read_text("utf-8"))


def test_the_type_area_is_that_of_the_standard() -> None:
    page = load_look().page
    area = (page.width - page.left - page.right, page.height - page.top - page.bottom)
    assert area == (156, 225)


def test_every_kind_of_text_has_its_look() -> None:
    assert set(NEEDED) <= load_look().styles.keys()


def test_as_many_patterns_as_greys() -> None:
    chart = load_look().chart
    assert len(chart.shades) == len(chart.patterns)


@pytest.mark.parametrize(
    "path", [("style", "正文"), ("page", "top"), ("face", "仿宋"), ("chart", "shades")]
)
def test_what_is_missing_is_refused(path: tuple[str, str]) -> None:
    data = copy.deepcopy(DECLARED)
    del data[path[0]][path[1]]
    with pytest.raises(DeclarationError, match=r"look\.toml"):
        read_look(data)
