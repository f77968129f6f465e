"""`juesuan prepare`: books -> the accounts of every unit and of the department, in a folder."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import juesuan
from juesuan.books import LIMITS
from juesuan.bookwork import (
    Chosen,
    Contradiction,
    PreparedSummary,
    Prior,
    Refusal,
    carried_out,
    output,
)
from juesuan.cli.bounds import limits_of
from juesuan.cli.editions import edition_id, edition_named
from juesuan.cli.outputs import new_folder, unwritable
from juesuan.cli.status import refused, value
from juesuan.cli.streams import CLEAN, WRONG, Trouble, say, tell
from juesuan.model.page import Limits
from juesuan.notation.overlay import DeclarationError
from juesuan.publishing.screen import clean

UNSOUND = "编出的表有“错误”，没有写出任何文件：请改正账套后重试；要先看一看，加 --draft 写成草稿"


def run(words: Namespace) -> int:
    """Prepare the books and write everything, or nothing where they do not give accounts."""
    edition, out = edition_id(words.edition), new_folder(words.out)
    result = _prepared(words, edition, out)
    for line in result.receipt:
        tell(line)
    if isinstance(result, Refusal):
        return refused(words.books, result.problems)
    if isinstance(result, Contradiction):
        tell(UNSOUND)
        return WRONG
    moved = f"，尾数调整 {result.moved} 格" if result.moved else ""
    say(
        f"{clean(result.name)}  {result.year}年度：单位 {result.units} 个，"
        f"抵销 {result.eliminations} 笔，版本 {result.edition}{moved}\n"
        f"{'已写成草稿' if words.draft else '已写入'} {clean(words.out)}\n"
    )
    return WRONG if result.wrong else CLEAN


def _prepared(
    words: Namespace, edition: str, out: Path
) -> Refusal | Contradiction | PreparedSummary:
    """What came of the books, written into the folder where they give accounts."""
    limits = limits_of(words, LIMITS)
    prior = _last_year(words.prior, limits) if words.prior else None
    accept, practice = tuple(words.accept or ()), _practice(words.practice or ())
    chosen = Chosen(edition, words.rounding, words.engine, accept, practice, words.draft)
    chosen = chosen._replace(mapping=words.mapping or "")
    result: Refusal | Contradiction | PreparedSummary
    try:
        with output(out) as place:
            result = value(carried_out("prepare", limits, words.books, str(place), chosen, prior))
    except OSError as error:
        if str(error.filename or "").startswith(words.books):
            raise  # the books, and not what is written
        raise unwritable(out, error) from error
    return result


def _practice(texts: Sequence[str]) -> dict[str, str]:
    """The switches set by `--practice 名称=取值`; Trouble where an edition has none such."""
    if not texts:
        return {}
    pairs = [text.replace("＝", "=").partition("=") for text in texts]
    switches = {name.strip(): choice.strip() for name, _, choice in pairs}
    try:
        edition_named(None).feeds(switches)
    except DeclarationError as error:
        raise Trouble(f"--practice：{error}") from error
    if len(switches) < len(pairs):
        raise Trouble("--practice：同一个口径写了两次，请只写一次")
    return switches


def _last_year(path: str, limits: Limits) -> Prior:
    """Last year's accounts: the folder that prepare wrote, or what its document says."""
    if Path(path).is_dir():
        return path
    common = replace(Limits(), bytes=limits.bytes, pages=limits.pages)
    try:
        reading = juesuan.read(path, limits=common).reading
    except juesuan.Unreadable as error:
        raise Trouble(f"上年“{path}”：{error}") from error
    return path, reading.meta.year or 0, {"": reading.facts}
