"""Whether a line of a page goes on with a paragraph, told by where its letters stand."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.model.page import Line

INDENT = (0.8, 3.2)  # letters that the first line of a paragraph stands further in
FULL = 15  # letters that a line has at least which was not ended but full


def goes_on(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether a line hangs left of the first one, and the one above it is full.

    A sentence that ends where its line ends does not end the paragraph.
    """
    first, above, here = (one.place.box for one in (paragraph[0], paragraph[-1], line))
    if not (first and above and here):
        return False
    letter = here.y1 - here.y0
    indent = first.x0 - here.x0
    full = above.x1 - above.x0 > FULL * letter and above.x1 > here.x1 - letter
    return full and INDENT[0] * letter < indent < INDENT[1] * letter
