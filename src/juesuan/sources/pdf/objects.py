"""What is drawn on a page: text, paths and pictures, in forms within forms too."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

from juesuan.sources.pdf import pdfium as engine

Matrix = tuple[float, float, float, float, float, float]
Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top in user space."""
_DEEPEST = 16
_KEPT = (engine.TEXT, engine.PATH, engine.IMAGE)


class PageObject(NamedTuple):
    """One object of a page."""

    kind: int
    address: int
    place: tuple[Matrix, ...]
    """The matrices of the forms around it, innermost first."""


def objects_on(page: int, owned: frozenset[int]) -> Iterator[PageObject]:
    """Paths, pictures and text not `owned` of a page and of the forms drawn on it."""
    for i in range(engine.count_objects(page)):
        address = engine.object_at(page, i)
        kind = engine.type_of(address)
        if kind in _KEPT and address not in owned:
            yield PageObject(kind, address, ())
        elif kind == engine.FORM:
            yield from _in_form(address, (), owned)


def _in_form(form: int, around: tuple[Matrix, ...], owned: frozenset[int]) -> Iterator[PageObject]:
    if len(around) >= _DEEPEST:
        return
    place = (matrix(form), *around)
    for i in range(engine.count_in_form(form)):
        address = engine.object_in_form(form, i)
        kind = engine.type_of(address)
        if kind in _KEPT and address not in owned:
            yield PageObject(kind, address, place)
        elif kind == engine.FORM:
            yield from _in_form(address, place, owned)


def matrix(address: int) -> Matrix:
    """The matrix of an object, into the space of the form or page around it."""
    room = engine.floats(6)
    engine.matrix_of(address, ctypes.addressof(room))
    a, b, c, d, e, f = room
    return a, b, c, d, e, f


def placed(box: tuple[float, ...], place: tuple[Matrix, ...]) -> Rectangle:
    """A rectangle moved through the forms around it."""
    x0, y0, x1, y1 = box
    corners = [point(x, y, place) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def point(x: float, y: float, place: tuple[Matrix, ...]) -> tuple[float, float]:
    """A point moved through the forms around it."""
    for a, b, c, d, e, f in place:
        x, y = a * x + c * y + e, b * x + d * y + f
    return x, y
