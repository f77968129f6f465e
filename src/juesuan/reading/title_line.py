"""A line read as the title of final accounts: whose they are, of which year, of what level."""

from __future__ import annotations

from typing import NamedTuple

from juesuan.notation import spelling
from juesuan.notation.speech.cover_words import TitleWords

ACCOUNTS, THREE, ABOUT = "决算", "三公", "关于"
LEVELS = ("部门", "单位")
LONGEST, LONGEST_NAME, SHORTEST_NAME = 90, 50, 3
DIGITS = {
    **dict.fromkeys("〇○零Oo", "0"),
    **dict(zip("一二三四五六七八九", "123456789", strict=True)),
}


class TitleLine(NamedTuple):
    """What a title says; "" and None for what it leaves out.

    `rest` is what stands where the name should and is none; `labelled` tells a field of a page.
    """

    name: str
    year: int | None
    level: str
    rest: str = ""
    labelled: bool = False


def title_line(text: str, words: TitleWords) -> TitleLine | None:
    """The parts of a title that ends in 决算 and what may follow it; None for any other text."""
    shown = spelling.plain(text)
    if ACCOUNTS not in shown or len(shown) > LONGEST:
        return None
    labelled = words.labelled.match(shown) is not None
    shown = words.aside.sub("", words.lead.sub("", shown, count=1))
    if shown.startswith("《") and shown.endswith("》"):
        shown = shown[1:-1]
    shown, _ = stripped(shown, words.after)
    before, _, behind = shown.rpartition(ACCOUNTS)
    head, year, level = _apart(before, words)
    name = name_of(head, words)
    if behind and not words.beside.match(behind):
        year = year or year_of(behind, words)
        other = _named_behind(behind, words)
        if other is None or (other and name):
            return None
        name = name or other
    return TitleLine(name, year, level, "" if name else head, labelled)


def _named_behind(text: str, words: TitleWords) -> str | None:
    """The whole name that follows a title; "" where only its year does, None for other words."""
    bare = _uncluttered(words.year.sub("", text), words)
    if not bare:
        return ""
    name = name_of(bare, words)
    return name if name and whole_name(name, words) else None


def year_of(text: str, words: TitleWords) -> int | None:
    """The last year a text names."""
    years = [_number(match[0]) for match in words.year.finditer(text)]
    return years[-1] if years else None


def name_of(text: str, words: TitleWords) -> str:
    """The name of a body that a text consists of, clutter aside; "" where it is none."""
    bare = words.label.sub("", _uncluttered(text, words), count=1)
    before, about, behind = bare.rpartition(ABOUT)
    if about:
        bare = _uncluttered(behind, words) or _uncluttered(before, words)
    if not SHORTEST_NAME <= len(bare) <= LONGEST_NAME or words.sentence.search(bare):
        return ""
    if words.navigation.fullmatch(bare) or not _is_body(bare, words):
        return ""
    return bare


def _is_body(name: str, words: TitleWords) -> bool:
    """Whether a name ends as bodies do; one that begins with a place may end as it likes."""
    placed = words.place.match(name) and not words.whole.match(name)
    return bool(placed or words.body.search(name))


def whole_name(name: str, words: TitleWords) -> bool:
    """Whether a name begins as complete ones do: with a place, a party, the nation."""
    return words.place.match(name) is not None


def stripped(text: str, words: tuple[str, ...]) -> tuple[str, list[str]]:
    """A text without the words it ends in, and those words."""
    taken: list[str] = []
    while word := next((one for one in words if text.endswith(one)), ""):
        taken.append(word)
        text = text.removesuffix(word)
    return text, taken


def _apart(head: str, words: TitleWords) -> tuple[str, int | None, str]:
    """What stands before 决算 without its year and the words that tell the level."""
    taken: list[str] = []
    year = None
    while True:
        head, more = stripped(head, words.levels)
        taken += more
        if head.endswith(ACCOUNTS):  # 部门决算及“三公”经费决算
            head, taken = head.removesuffix(ACCOUNTS), []
            continue
        years = list(words.year.finditer(head))
        if not years or years[-1].end() != len(head):
            break
        year = year or _number(years[-1][0])
        head = head[: years[-1].start()]
    if years:
        year = year or _number(years[-1][0])
        head = words.year.sub("", head)
    level = next((one for one in taken if one in LEVELS), "")
    three = any(words.three.search(one) for one in taken)
    return head, year, THREE if three else level


def _number(text: str) -> int:
    return int("".join(DIGITS.get(sign, sign) for sign in text.rstrip("年度")))


def _uncluttered(text: str, words: TitleWords) -> str:
    text, _ = stripped(text, words.clutter)
    while word := next((one for one in words.clutter if text.startswith(one)), ""):
        text = text.removeprefix(word)
    inside = text[1:-1]
    if text.startswith("(") and text.endswith(")") and not {"(", ")"} & set(inside):
        text = inside
    return text.removesuffix("部门")
