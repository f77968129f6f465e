"""The disclosure as one HTML page: it needs no script and nothing beside it, on any screen."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from juesuan.model.disclosure import (
    Block,
    Chart,
    Contents,
    CoverPage,
    Disclosure,
    Gap,
    Heading,
    LinkedNumber,
    PageTable,
    Run,
    Text,
)
from juesuan.notation.look import Look
from juesuan.publishing.disclosure.open_data.facts_data import facts_script
from juesuan.publishing.disclosure.web.page_ids import (
    CONTENTS,
    DRAWN,
    FACTS,
    MAIN,
    PageIds,
    page_ids,
)
from juesuan.publishing.disclosure.web.svg_chart import svg_chart
from juesuan.publishing.disclosure.web.webpage_style import is_wide, style
from juesuan.publishing.disclosure.web.webpage_table import web_table
from juesuan.publishing.markup import Html, element, escaped, fragment, lines

LEVELS = 2  # of headings in the contents


def write_webpage(disclosure: Disclosure, look: Look) -> bytes:
    """The whole page; the same disclosure gives the same bytes."""
    page = _Page(disclosure, look, page_ids(disclosure.blocks))
    parts = ("<!doctype html>", element("html", page.head(), "\n", page.body(), lang="zh-CN"), "")
    return "\n".join(parts).encode("utf-8", "backslashreplace")


class WebSection(NamedTuple):
    """A heading and what stands below it, each block with its number."""

    blocks: tuple[tuple[int, Block], ...]


def sections(blocks: Sequence[tuple[int, Block]]) -> Iterator[WebSection]:
    """Blocks by the headings of level 1 and 2."""
    group: list[tuple[int, Block]] = []
    for index, block in blocks:
        if isinstance(block, Heading) and block.level <= LEVELS and group:
            yield WebSection(tuple(group))
            group = []
        group.append((index, block))
    if group:
        yield WebSection(tuple(group))


@dataclass(frozen=True)
class _Page:
    disclosure: Disclosure
    look: Look
    ids: PageIds

    @cached_property
    def blocks(self) -> list[tuple[int, Block]]:
        return list(enumerate(self.disclosure.blocks))

    @cached_property
    def labels(self) -> dict[int, str]:
        """What each table is called: the heading above it, numbered after the first below one."""
        labels: dict[int, str] = {}
        heading = ""
        for index, block in self.blocks:
            if isinstance(block, Heading):
                heading = block.text
            elif isinstance(block, PageTable):
                name = heading or block.number or block.id
                before = sum(label.startswith(name) for label in labels.values())
                labels[index] = f"{name}（{before + 1}）" if before else name
        return labels

    def head(self) -> Html:
        sheet = style(self.disclosure, self.look)
        digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        name = f"{self.disclosure.mark} {self.disclosure.title}".strip()
        about = f"{self.disclosure.title}，金额单位：{self.disclosure.unit}，各表、情况说明和图。"
        words = "，".join(self.disclosure.keywords)
        return element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=policy),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="generator", content="juesuan publish"),
            element("meta", name="description", content=about),
            element("meta", name="keywords", content=words) if words else Html(),
            element("title", name),
            element("style", Html(sheet)),
        )

    def body(self) -> Html:
        covers = [block for _, block in self.blocks if isinstance(block, CoverPage)]
        first = [pair for pair in self.blocks if not isinstance(pair[1], CoverPage)]
        main = [pair for pair in first if not isinstance(pair[1], Contents)]
        navs = [self._contents(block) for _, block in first if isinstance(block, Contents)]
        parts = (
            self._header(covers[:1]),
            *navs[:1],
            element("main", lines(["", *map(self._section, sections(main))]), id=MAIN),
            self._footer(),
            facts_script(self.disclosure, FACTS),
        )
        return element("body", lines(["", *parts]))

    def _header(self, covers: Sequence[CoverPage]) -> Html:
        words = covers[0].lines if covers else (self.disclosure.title,)
        dates = [element("p", cover.date, class_="date") for cover in covers if cover.date]
        marks = (element("p", self.disclosure.mark, class_="mark"), self._corner())
        parts = (
            element("h1", *(element("span", line) for line in words)),
            *dates,
            *(marks if self.disclosure.mark else ()),
            element("a", "跳到正文", class_="skip", href=f"#{fragment(MAIN)}"),
        )
        return element("header", lines(["", *parts]))

    def _corner(self) -> Html:
        return element("p", self.disclosure.mark, class_="corner", aria_hidden="true")

    def _footer(self) -> Html:
        day = self.disclosure.date
        return element(
            "footer", f"{self.disclosure.title}　{day.year}年{day.month}月{day.day}日公开"
        )

    def _contents(self, contents: Contents) -> Html:
        """Links to the headings of level 1, below each those of level 2."""
        parts: list[tuple[Html, list[Html]]] = []
        for index, block in self.blocks:
            if isinstance(block, Heading) and block.level <= LEVELS:
                link = element("a", block.text, href=f"#{fragment(self.ids.blocks[index])}")
                if block.level == 1 or not parts:
                    parts.append((link, []))
                else:
                    parts[-1][1].append(element("li", link))
        entries = (
            element("li", link, element("ol", lines(["", *below])) if below else Html())
            for link, below in parts
        )
        title = element("h2", contents.title, id=CONTENTS)
        return element("nav", title, element("ol", lines(["", *entries])), aria_labelledby=CONTENTS)

    def _section(self, section: WebSection) -> Html:
        tables = [block for _, block in section.blocks if isinstance(block, PageTable)]
        only = all(isinstance(block, Heading | PageTable) for _, block in section.blocks)
        wide = only and any(is_wide(table, self.look) for table in tables)
        kinds = {"list": only and tables, "landscape": wide}
        names = " ".join(name for name, is_so in kinds.items() if is_so)
        parts = [self._block(index, block, whole=wide) for index, block in section.blocks]
        return element("section", lines(["", *parts]), class_=names or None)

    def _block(self, index: int, block: Block, *, whole: bool) -> Html:
        match block:
            case Heading(level, text, _):
                return element(f"h{min(level + 1, 6)}", text, id=self.ids.blocks[index])
            case Text(runs):
                return element("p", *map(self._run, runs))
            case PageTable():
                kinds = {"scroll": True, "landscape": is_wide(block, self.look) and not whole}
                names = " ".join(name for name, is_so in kinds.items() if is_so)
                return web_table(block, index, self.ids, (self.labels[index], names))
            case Chart():
                drawing = svg_chart(block, self.look.chart, f"{DRAWN}{index}")
                title = element("figcaption", f"{block.id}　{block.title}")
                return element("figure", drawing, title, id=self.ids.blocks[index])
        return Html()

    def _run(self, run: Run) -> Html:
        """Words; a number that leads to its cell, or tells how it is reckoned; what is missing."""
        match run:
            case Gap():
                return element("mark", run.text, class_="gap")
            case LinkedNumber(text, says, address):
                if address is not None and address in self.ids.cells:
                    return element("a", text, href=f"#{fragment(self.ids.cells[address])}")
                return element("span", text, title=says or None)
        return escaped(run)
