"""The guard against state secrets: what bears a marking (秘密★, 机密★, 绝密★) is refused at once.

One detector for documents and books alike: names, running text, cells, and whatever a file says
beside its pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from juesuan.model.page import Aside, Document, Grid, Line, Page, Unreadable
from juesuan.secrecy.level import could_tell
from juesuan.secrecy.marking import (
    BARE,
    broken,
    levels,
    marked,
    named,
    plain,
    starred,
    suspect,
    whole,
)

SHORT = 8  # letters of a line or cell that may be a piece of a marking
LINES = 2000  # of a page that are looked at whole
AROUND = 20  # lines before and after one that could tell, of a longer text
PIECE = 4  # letters of a word beside the text
MARKED = (
    "文件带有国家秘密标志，已拒绝读取；未保存、未记录其任何内容。"
    "请按保密规定处理此文件，并改用可公开的版本"
)


def refuse_secret(document: Document) -> None:
    """Raise Unreadable, telling nothing of the content, when a document bears a 密级 marking."""
    refuse_marked(document.aside, document.name)
    if any(map(_page_bears, document.pages)):
        raise Unreadable(MARKED)


def refuse_marked(aside: Aside, *names: str) -> None:
    """The same for names, titles and single texts."""
    if any(map(named, (*names, *aside.titles))) or any(map(_bears, aside.texts)):
        raise Unreadable(MARKED)


def _bears(text: str) -> bool:
    return suspect(text) and marked(plain(text))


def _page_bears(page: Page) -> bool:
    grids = [block for block in page.blocks if isinstance(block, Grid)]
    lines = [block.text for block in page.blocks if isinstance(block, Line)]
    return (
        _lines_bear([plain(text) for text in _near(lines)])
        or _edge(page)
        or any(map(_grid_bears, grids))
    )


def _near(lines: Sequence[str]) -> list[str]:
    """The lines around those that could tell; of a page of paper all, where any could."""
    telling = [at for at, text in enumerate(lines) if suspect(text)]
    if not telling or len(lines) <= LINES:
        return list(lines) if telling else []
    kept = {at for one in telling for at in range(one - AROUND, one + AROUND)}
    return [text for at, text in enumerate(lines) if at in kept]


def _edge(page: Page) -> bool:
    """Whether the page opens or, being one of paper, ends with a bare 密级."""
    ends = page.blocks[:1] + (page.blocks[-1:] if page.number else ())
    return any(isinstance(b, Line) and could_tell(b.text) and whole(plain(b.text)) for b in ends)


def _lines_bear(lines: Sequence[str]) -> bool:
    runs = [list(run) for _, run in groupby(lines, lambda text: bool(levels([text])))]
    if any(_one_bears(run) for run in runs):
        return True
    words = [text.split() for text in lines]
    edges = (
        [word[0] if word else "" for word in words],
        [word[-1] if word else "" for word in words],
    )
    return (
        _stacked(lines, SHORT)
        or any(_stacked(edge, PIECE) or _beside(edge) for edge in edges)
        or _scattered(lines)
        or any(broken(one, two) for one, two in pairwise(lines))
    )


def _one_bears(texts: Sequence[str]) -> bool:
    """Whether one of them is a marking; without a star where it has a period or stands in brackets.

    What lists the levels speaks of them: none of its bare ones is a marking.
    """
    listing = _listing(texts)
    return any(
        suspect(text)
        and (marked(text) or (not listing and whole(text) and not BARE.fullmatch(text)))
        for text in texts
    )


def _listing(texts: Sequence[str]) -> bool:
    return len(levels(texts)) > 1


def _stacked(texts: Sequence[str], most: int, bears: Callable[[str], bool] = marked) -> bool:
    """Whether neighbouring short texts, put together, bear a marking."""
    runs = (list(run) for short, run in groupby(texts, lambda t: 0 < _letters(t) <= most) if short)
    return any(len(run) > 1 and _joined(run, bears) for run in runs)


def _joined(run: Sequence[str], bears: Callable[[str], bool] = marked) -> bool:
    text = " ".join(run)
    return suspect(text) and any(map(bears, (text, text[::-1])))


def _scattered(lines: Sequence[str]) -> bool:
    """Whether the single letters of a page bear one, as those down its margin or across it do."""
    return _joined([text for text in lines if _letters(text) <= PIECE])


def _beside(edge: Sequence[str]) -> bool:
    """The same for letters that stand before or after the lines of the text."""
    letters = [word for word in edge if len(word) <= PIECE]
    return "★" in letters and _joined(letters)


def _letters(text: str) -> int:
    return len(text) - text.count(" ")


def _grid_bears(grid: Grid) -> bool:
    if not any(suspect(cell.text) for cell in grid.cells):
        return False
    return _table_bears({(c.row, c.column): plain(c.text) for c in grid.cells})


def _table_bears(table: dict[tuple[int, int], str]) -> bool:
    texts = list(table.values())
    if _one_bears(texts):
        return True
    bears = starred if _listing(texts) else marked
    return any(_stacked(texts, SHORT, bears) for texts in (*_across(table), *_down(table)))


def _across(table: dict[tuple[int, int], str]) -> Iterator[list[str]]:
    """The cells of each row that say anything."""
    for _, row in groupby(sorted(table), key=lambda at: at[0]):
        yield [text for at in row if (text := table[at])]


def _down(table: dict[tuple[int, int], str]) -> Iterator[list[str]]:
    """The cells of each column that say anything; a count beside a cell makes it one of a tally."""
    for _, column in groupby(sorted(table, key=lambda at: at[::-1]), key=lambda at: at[1]):
        yield [
            table[at]
            for at in column
            if table[at] and not table.get((at[0], at[1] + 1), "").isdigit()
        ]


def refuse_table(rows: Sequence[Sequence[str]]) -> None:
    """The same for the rows of a table that begins with them."""
    table = {
        (at, column): plain(text) for at, row in enumerate(rows) for column, text in enumerate(row)
    }
    if any(map(suspect, table.values())) and (_table_bears(table) or _titled(table)):
        raise Unreadable(MARKED)


def _titled(table: dict[tuple[int, int], str]) -> bool:
    """Whether a bare 密级 stands alone above a table."""
    first = next(filter(None, _across(table)), [])
    return len(first) == 1 and whole(first[0])
