"""What is drawn on a page, in forms within forms too, each with the way to its place."""

from __future__ import annotations

import ctypes
from math import isclose

from hypothesis import given
from hypothesis import strategies as st
from tests.making.pdf import pdf, say, stream

from juesuan.model.page import Limits
from juesuan.sources.pdf import pdfium
from juesuan.sources.pdf.objects import _DEEPEST, Matrix, PageObject, objects_on, placed, point

BOX = "/Type /XObject /Subtype /Form /BBox [-9999 -9999 9999 9999]"
NUMBERS = st.integers(-9, 9).map(float)
MATRICES = st.tuples(*[NUMBERS] * 6)


def drawn(content: str, *forms: str) -> list[PageObject]:
    """The objects of a page of made content; their addresses are good for nothing afterwards."""
    data = pdf(content, forms=forms)
    with pdfium.opened(data, Limits()) as document, pdfium.sheet(document, 1) as sheet:
        return list(objects_on(sheet.page, frozenset()))


def rectangles(content: str, *forms: str) -> list[tuple[int, ...]]:
    """Where the objects of a page stand, left, bottom, right, top, to the point."""
    data, room = pdf(content, forms=forms), pdfium.floats(4)
    at = [ctypes.addressof(room) + 4 * side for side in range(4)]
    objects = []
    with pdfium.opened(data, Limits()) as document, pdfium.sheet(document, 1) as sheet:
        for each in objects_on(sheet.page, frozenset()):
            pdfium.bounds(each.address, *at)
            objects.append(tuple(map(round, placed(tuple(room), each.place))))
    return objects


def kinds(objects: list[PageObject]) -> list[int]:
    """What the objects are."""
    return [each.kind for each in objects]


def test_text_paths_and_pictures_are_told_in_the_order_they_were_drawn() -> None:
    image = "q 10 0 0 10 5 5 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q "
    objects = drawn(f"10 10 50 20 re S {say(20, 20, '甲')}{image}")
    assert kinds(objects) == [pdfium.PATH, pdfium.TEXT, pdfium.IMAGE]
    assert {each.place for each in objects} == {()}
    assert drawn("") == []


def test_what_a_form_draws_stands_where_all_the_forms_around_it_put_it() -> None:
    inner = stream(f"{BOX} /Matrix [2 0 0 2 0 0]", "10 10 50 20 re f")
    outer = stream(f"{BOX}", "q 1 0 0 1 7 0 cm /X0 Do Q")
    assert rectangles("q 1 0 0 1 0 5 cm /X1 Do Q", inner, outer) == [(27, 25, 127, 65)]
    assert rectangles("q 0 1 -1 0 99 0 cm /X0 Do Q", inner) == [(39, 20, 79, 120)]
    assert rectangles("10 10 50 20 re f") == [(10, 10, 60, 30)]


def test_a_form_drawn_twice_is_told_twice() -> None:
    form = stream(BOX, "10 10 50 20 re S")
    objects = drawn("/X0 Do q 1 0 0 1 100 0 cm /X0 Do Q", form)
    assert [point(0, 0, each.place) for each in objects] == [(0, 0), (100, 0)]


def test_forms_nested_too_deep_are_left_aside() -> None:
    depth = _DEEPEST + 3
    forms = [stream(BOX, f"{at} 10 50 20 re S /X{at + 1} Do") for at in range(depth)]
    objects = drawn("/X0 Do", *forms, stream(BOX, "1 1 9 9 re S"))
    assert 1 <= len(objects) <= _DEEPEST
    assert max(len(each.place) for each in objects) == len(objects)


def test_text_that_is_known_is_passed_over() -> None:
    data = pdf(say(20, 20, "甲") + say(50, 50, "乙"))
    with pdfium.opened(data, Limits()) as document, pdfium.sheet(document, 1) as sheet:
        first, second = objects_on(sheet.page, frozenset())
        rest = list(objects_on(sheet.page, frozenset([first.address])))
        assert [each.address for each in rest] == [second.address]


@given(MATRICES, MATRICES, NUMBERS, NUMBERS)
def test_places_are_gone_through_one_after_another(
    inner: Matrix, outer: Matrix, x: float, y: float
) -> None:
    assert point(x, y, ()) == (x, y)
    assert point(x, y, (inner, outer)) == point(*point(x, y, (inner,)), (outer,))
    zero, right, up = (point(a, b, (inner,)) for a, b in ((0, 0), (1, 0), (0, 1)))
    linear = [z + (r - z) * x + (u - z) * y for z, r, u in zip(zero, right, up, strict=True)]
    assert all(map(isclose, point(x, y, (inner,)), linear))


@given(st.tuples(*[NUMBERS] * 4), st.lists(MATRICES, max_size=3).map(tuple))
def test_a_rectangle_stands_around_its_corners(
    box: tuple[float, float, float, float], place: tuple[Matrix, ...]
) -> None:
    left, bottom, right, top = placed(box, place)
    corners = [point(x, y, place) for x in (box[0], box[2]) for y in (box[1], box[3])]
    assert (left, right) == (min(x for x, _ in corners), max(x for x, _ in corners))
    assert (bottom, top) == (min(y for _, y in corners), max(y for _, y in corners))


def test_a_point_is_turned_slanted_and_moved() -> None:
    assert point(3, 5, ((2, 7, 11, 13, 17, 19),)) == (2 * 3 + 11 * 5 + 17, 7 * 3 + 13 * 5 + 19)
