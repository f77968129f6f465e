"""Ruling lines of a page: strokes, thin filled rectangles, edges of stroked boxes.

Segments are clustered by coordinate and joined along it before anything looks for tables, since
producers draw one rule as many pieces some tenths of a point apart.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

from juesuan.sources import pdf_engine as engine
from juesuan.sources.document import Unreadable
from juesuan.sources.frames import Frame
from juesuan.sources.limits import Limits

THIN = 3.0
"""A drawing no thicker than this is a line; lines no farther apart are one."""
GAP = 3.0
"""The widest gap within one rule."""
SHORTEST = 5.0
"""A shorter rule bounds no cell."""
_DEEPEST = 16
_MOVE = 2
_LINE = 0

_Matrix = tuple[float, float, float, float, float, float]
_Rectangle = tuple[float, float, float, float]


class Rule(NamedTuple):
    """A straight line across (at = y) or down (at = x) the page, from start to end."""

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The rules of one page, joined and sorted; and how many pictures it holds."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    pictures: int


class _Thing(NamedTuple):
    kind: int
    address: int
    place: tuple[_Matrix, ...]
    """The matrices of the forms around it, innermost first."""


def read_rulings(sheet: engine.Sheet, frame: Frame, limits: Limits) -> Rulings:
    """The ruling lines of a page as seen."""
    across, down, pictures, seen = [], [], 0, 0
    for thing in _things(sheet.page):
        pictures += thing.kind == engine.IMAGE
        for box in _straight(thing):
            seen += 1
            x0, y0, x1, y1 = frame.box(*box)
            if x1 - x0 >= y1 - y0:
                across.append(Rule((y0 + y1) / 2, x0, x1))
            else:
                down.append(Rule((x0 + x1) / 2, y0, y1))
        if seen > limits.cells:
            raise Unreadable(f"PDF 第 {sheet.number} 页的线条超过 {limits.cells} 条；请确认文件内容")
    return Rulings(tuple(joined(across)), tuple(joined(down)), pictures)


def joined(rules: list[Rule]) -> Iterator[Rule]:
    """Rules at (nearly) one coordinate brought to it, and joined where they touch."""
    cluster: list[Rule] = []
    for rule in sorted(rules):
        if cluster and rule.at - cluster[0].at > THIN:
            yield from _joined_cluster(cluster)
            cluster = []
        cluster.append(rule)
    yield from _joined_cluster(cluster)


def _joined_cluster(cluster: list[Rule]) -> Iterator[Rule]:
    if not cluster:
        return
    length = sum(rule.end - rule.start for rule in cluster) or 1
    at = sum(rule.at * (rule.end - rule.start) for rule in cluster) / length or cluster[0].at
    start, end = cluster[0].start, cluster[0].end
    for rule in sorted(cluster, key=lambda rule: rule.start):
        if rule.start > end + GAP:
            if end - start >= SHORTEST:
                yield Rule(at, start, end)
            start, end = rule.start, rule.end
        start, end = min(start, rule.start), max(end, rule.end)
    if end - start >= SHORTEST:
        yield Rule(at, start, end)


def _things(page: int) -> Iterator[_Thing]:
    """Paths and pictures of a page and of the forms drawn on it."""
    for i in range(engine.count_objects(page)):
        address = engine.object_at(page, i)
        kind = engine.type_of(address)
        if kind in (engine.PATH, engine.IMAGE):
            yield _Thing(kind, address, ())
        elif kind == engine.FORM:
            yield from _in_form(address, ())


def _in_form(form: int, around: tuple[_Matrix, ...]) -> Iterator[_Thing]:
    if len(around) >= _DEEPEST:
        return
    place = (_matrix(form), *around)
    for i in range(engine.count_in_form(form)):
        address = engine.object_in_form(form, i)
        kind = engine.type_of(address)
        if kind in (engine.PATH, engine.IMAGE):
            yield _Thing(kind, address, place)
        elif kind == engine.FORM:
            yield from _in_form(address, place)


def _matrix(address: int) -> _Matrix:
    room = engine.floats(6)
    engine.matrix_of(address, ctypes.addressof(room))
    a, b, c, d, e, f = room
    return a, b, c, d, e, f


def _straight(thing: _Thing) -> Iterator[_Rectangle]:
    """The thin rectangles that a path draws, in user space."""
    room = engine.floats(4)
    start = ctypes.addressof(room)
    if not engine.bounds(thing.address, start, start + 4, start + 8, start + 12):
        return
    left, bottom, right, top = room
    box = _placed((left, bottom, right, top), thing.place)
    if _thin(box):
        yield box
    elif thing.kind == engine.PATH and max(box[2] - box[0], box[3] - box[1]) > THIN:
        yield from (edge for edge in _edges(thing) if _thin(edge))


def _thin(box: _Rectangle) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) <= THIN and max(width, height) > 2 * min(width, height)


def _placed(box: _Rectangle, place: tuple[_Matrix, ...]) -> _Rectangle:
    corners = [(box[0], box[1]), (box[2], box[3])]
    if place:
        corners += [(box[0], box[3]), (box[2], box[1])]
        corners = [_point(x, y, place) for x, y in corners]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _point(x: float, y: float, place: tuple[_Matrix, ...]) -> tuple[float, float]:
    for a, b, c, d, e, f in place:
        x, y = a * x + c * y + e, b * x + d * y + f
    return x, y


def _edges(thing: _Thing) -> Iterator[_Rectangle]:
    """Thin subpaths whole; of stroked ones, each side that runs straight across or down."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    engine.draw_mode(thing.address, ctypes.addressof(fill), ctypes.addressof(stroke))
    place = (_matrix(thing.address), *thing.place)
    for points in _subpaths(thing.address, place):
        xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
        whole = (min(xs), min(ys), max(xs), max(ys))
        if _thin(whole):
            yield whole
        elif stroke.value:
            for (x0, y0, _), (x1, y1, drawn) in zip(points, points[1:], strict=False):
                if drawn and min(abs(x1 - x0), abs(y1 - y0)) < 1:
                    yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _subpaths(
    path: int, place: tuple[_Matrix, ...]
) -> Iterator[list[tuple[float, float, bool]]]:
    """The points of each subpath in user space; true where a straight line leads to the point."""
    room = engine.floats(2)
    start = ctypes.addressof(room)
    points: list[tuple[float, float, bool]] = []
    for i in range(engine.count_segments(path)):
        segment = engine.segment_at(path, i)
        kind = engine.segment_type(segment)
        if kind == _MOVE and points:
            yield points
            points = []
        engine.segment_point(segment, start, start + 4)
        points.append((*_point(*room, place), kind == _LINE))
        if engine.segment_closes(segment):
            points.append((*points[0][:2], True))
    if points:
        yield points
