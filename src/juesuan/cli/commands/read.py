"""`juesuan read`: every fact and every claim of one file with its place."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

import juesuan
from juesuan.cli.bounds import limits_of
from juesuan.cli.editions import edition_id
from juesuan.cli.many import BINARY, read_many
from juesuan.cli.outputs import give, unwritable
from juesuan.cli.sources import codes_of, delivered, deliveries_of, tell_skipped
from juesuan.cli.status import value
from juesuan.cli.streams import CLEAN, Trouble, tell
from juesuan.model.page import Limits
from juesuan.sources.folders import Source, parted
from juesuan.sources.regular import shown
from juesuan.tasks.results import Extract

if TYPE_CHECKING:
    from juesuan.notation.code_list import Entry

SEVERAL = (
    "json 一次读一份决算：一份文件，或一个文件夹、ZIP 里合为一份的几份；"
    "几份决算请用 --format csv、parquet、xlsx 或 sqlite 写成一张表"
)


def run(words: Namespace) -> int:
    """Read one disclosure, with --draw also draw its pages; many as tables."""
    edition, codes, limits = edition_id(words.edition), codes_of(words.codes), limits_of(words)
    items = delivered(words.file, limits)
    sources, skipped = parted(items)
    tell_skipped(skipped)
    several = any(item.name != shown(words.file) for item in items) and words.file != "-"
    if words.format in BINARY or (words.format == "csv" and several):
        return read_many(words, items, edition, codes, limits)
    chosen = deliveries_of(edition, limits).one_of(sources, [items])
    if len(chosen) != 1:
        raise Trouble(SEVERAL if chosen else "没有能读的文件：请检查路径")
    (source,) = chosen
    outcome = juesuan.task("read:read_file", source, edition=edition, codes=codes, limits=limits)
    extract: Extract = value(outcome, source.name)
    text = extract.to_csv() if words.format == "csv" else extract.to_json()
    if words.draw:
        words.inputs.refuse_pictures(Path(words.draw))
        _draw(source, words.draw, edition, codes, limits)
    give(text, words, words.format)
    return CLEAN


def _draw(source: Source, out: str, edition: str, codes: list[Entry], limits: Limits) -> None:
    """Draw the pages of a PDF into a folder."""
    folder = Path(out).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    outcome = juesuan.task(
        "read:draw_file", source, str(folder), edition=edition, codes=codes, limits=limits
    )
    pages: tuple[str, ...] = value(outcome, source.name)
    tell(f"已画出 {len(pages)} 页，写入 {out}")
