"""`juesuan score`: the projects of the books, or the cards of a published document again."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import juesuan
from juesuan.books import LIMITS
from juesuan.bookwork import Refusal, Scores, carried_out
from juesuan.cli.bounds import limits_of
from juesuan.cli.editions import edition_id
from juesuan.cli.outputs import give, new_folder, unwritable
from juesuan.cli.sources import single_source
from juesuan.cli.status import refused, value
from juesuan.cli.streams import CLEAN, WRONG, say, tell
from juesuan.model.project import Rescored
from juesuan.publishing.project_pages import write_folder
from juesuan.publishing.report.data import dumps
from juesuan.publishing.scores import scores_text

WORKBOOKS = (".xlsx", ".xlsm", ".xls")
TABLES = (".csv", ".tsv", ".parquet")


def run(words: Namespace) -> int:
    """Score what is given, whichever it is; 1 where something is wrong with it."""
    books = words.file != "-" and of_books(words.file)
    return _books(words) if books else _document(words)


def of_books(name: str) -> bool:
    """Whether it is books: a workbook, a database, a folder of tables."""
    path = Path(name)
    if path.is_dir():
        return any(file.suffix.lower() in TABLES for file in path.iterdir())
    return "://" in name or path.suffix.lower() in WORKBOOKS


def _document(words: Namespace) -> int:
    """Score the cards of a document and hold the points claimed against that."""
    limits, edition = limits_of(words), edition_id(words.edition)
    source = single_source(words.file, limits, "score 一次复算一份文件：请指定其中一份")
    outcome = juesuan.task("rescore:score_file", source, edition=edition, limits=limits)
    rows: tuple[Rescored, ...] = value(outcome, source.name)
    as_json = words.format == "json"
    text = dumps([row._asdict() for row in rows]) if as_json else scores_text(rows)
    give(text, words, words.format)
    disagree = (row.printed and row.recomputed and not row.agrees for row in rows)
    return WRONG if any(disagree) else CLEAN


def _books(words: Namespace) -> int:
    """Score the projects of the books; with --out, write their cards into a folder."""
    edition = edition_id(words.edition)
    out = new_folder(words.out) if words.out else None
    ways = ("json",) * (words.format == "json") + ("draft",) * words.draft
    asked = words.file, edition, ways
    scores: Scores | Refusal = value(carried_out("score", limits_of(words, LIMITS), *asked))
    if isinstance(scores, Refusal):
        return refused(words.file, scores.problems)
    say(scores.shown)
    if out and not scores.sound and not words.draft:
        tell("有“错误”，没有写出任何文件：请改正后重试；要先看一看，加 --draft 写成草稿")
    elif out:
        try:
            write_folder(out, {"cards.md": scores.cards, "scores.json": scores.data})
        except OSError as error:
            raise unwritable(out, error) from error
        tell(f"{'已写成草稿' if words.draft else '已写入'} {words.out}")
    return CLEAN if scores.sound and scores.right else WRONG
