"""Ruling lines of a page: strokes, thin filled rectangles, edges of stroked boxes.

Segments are clustered by coordinate and joined along it before anything looks for tables, since
producers draw one rule as many pieces some tenths of a point apart.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from struct import iter_unpack
from typing import NamedTuple

from juesuan.model.page import Limits, Unreadable
from juesuan.sources.pdf import pdfium as engine
from juesuan.sources.pdf.frames import Frame
from juesuan.sources.pdf.objects import Matrix, PageObject, Rectangle, matrix, placed, point

THIN = 3.0
"""A drawing no thicker than this is a line; lines no farther apart are one."""
GAP = 3.0
"""The widest gap within one rule."""
SHORTEST = 5.0
"""A shorter rule bounds no cell."""
_MOVE = 2
_LINE = 0


class Ruling(NamedTuple):
    """A straight line across (at = y) or down (at = x) the page, from start to end."""

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The rules of one page, joined and sorted."""

    across: tuple[Ruling, ...]
    down: tuple[Ruling, ...]


def read_rulings(
    sheet: engine.PdfPage, objects: list[PageObject], frame: Frame, limits: Limits
) -> Rulings:
    """The ruling lines of a page as seen."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    drawn = [each for each in objects if each.kind != engine.TEXT]
    for x0, y0, x1, y1 in _rectangles(drawn):
        if x1 - x0 >= y1 - y0:
            across.append(Ruling((y0 + y1) / 2, x0, x1))
        else:
            down.append(Ruling((x0 + x1) / 2, y0, y1))
        if len(across) + len(down) > limits.cells:
            raise Unreadable(
                f"PDF 第 {sheet.number} 页的线条超过 {limits.cells} 条；请确认文件内容"
            )
    boxes = [frame.box(start, at, end, at) for at, start, end in joined(across)]
    boxes += [frame.box(at, start, at, end) for at, start, end in joined(down)]
    return Rulings(
        tuple(sorted(Ruling(box.y0, box.x0, box.x1) for box in boxes if box.y0 == box.y1)),
        tuple(sorted(Ruling(box.x0, box.y0, box.y1) for box in boxes if box.x0 == box.x1)),
    )


def joined(rules: list[Ruling]) -> Iterator[Ruling]:
    """Rules at (nearly) one coordinate brought to it, and joined where they touch."""
    cluster: list[Ruling] = []
    for rule in sorted(rules):
        if cluster and rule.at - cluster[0].at > THIN:
            yield from _joined_cluster(cluster)
            cluster = []
        cluster.append(rule)
    if cluster:
        yield from _joined_cluster(cluster)


def _joined_cluster(cluster: list[Ruling]) -> Iterator[Ruling]:
    length = sum(end - start for _, start, end in cluster)
    at = sum(at * (end - start) for at, start, end in cluster) / length
    stretches = sorted((start, end) for _, start, end in cluster)
    first, last = stretches[0]
    for start, end in stretches:
        if start > last + GAP:
            if last - first >= SHORTEST:
                yield Ruling(at, first, last)
            first = start
        last = max(last, end)
    if last - first >= SHORTEST:
        yield Ruling(at, first, last)


def _rectangles(objects: list[PageObject]) -> Iterator[Rectangle]:
    """The thin rectangles that are drawn, in user space: left, bottom, right, top."""
    room = engine.floats(4 * len(objects))
    at = ctypes.addressof(room)
    for each in objects:
        engine.bounds(each.address, at, at + 4, at + 8, at + 12)
        at += 16
    for each, drawn in zip(objects, iter_unpack("4f", room), strict=True):
        box = placed(drawn, each.place) if each.place else drawn
        x0, y0, x1, y1 = box
        if _thin(x1 - x0, y1 - y0):
            yield x0, y0, x1, y1
        elif each.kind == engine.PATH and (x1 - x0 > THIN or y1 - y0 > THIN):
            yield from _edges(each)


def _thin(width: float, height: float) -> bool:
    return (width <= THIN and height > 2 * width) or (height <= THIN and width > 2 * height)


def _edges(path: PageObject) -> Iterator[Rectangle]:
    """Thin subpaths whole; of stroked ones, each side that runs straight across or down."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    engine.draw_mode(path.address, ctypes.addressof(fill), ctypes.addressof(stroke))
    place = (matrix(path.address), *path.place)
    for points in _subpaths(path.address, place):
        xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
        x, y, right, top = min(xs), min(ys), max(xs), max(ys)
        if _thin(right - x, top - y):
            yield x, y, right, top
        elif stroke.value:
            for (x0, y0, _), (x1, y1, drawn) in pairwise(points):
                if drawn and (x0, y0) != (x1, y1) and min(abs(x1 - x0), abs(y1 - y0)) < 1:
                    yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _subpaths(path: int, place: tuple[Matrix, ...]) -> Iterator[list[tuple[float, float, bool]]]:
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
        points.append((*point(room[0], room[1], place), kind == _LINE))
        if engine.segment_closes(segment):
            points.append((*points[0][:2], True))
    if points:
        yield points
