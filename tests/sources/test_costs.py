"""Small files that cost much: refused early with the reason, or read in proportion."""

import csv
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.making.costs import calls
from tests.making.pdf import pdf, say, stream

from juesuan.cli import main
from juesuan.guard import Failure, Workers
from juesuan.model.page import Limits, Unreadable
from juesuan.sources.folders import Source
from juesuan.sources.open import open_document

BOOKS = Path(__file__).parents[2] / "examples" / "lixia-2023" / "books"
COVER = "# 某某局2024年度部门决算\n"
PIECES = (
    *("|\n，", "\t甲\n", "<table\n\n", "<table>\n", "</table>\n", "<table>\n</table>\n", "&#1\n"),
    *("|甲|乙|\n", "- 甲\n", "\t甲\t乙\n", "\t甲\n|乙|\n", "\f\t甲\n", "**甲\n", "# 甲\t乙\n"),
    "<table><tr><td>甲\n",
)
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 400 300]"


@pytest.mark.parametrize("piece", PIECES)
def test_reading_costs_in_proportion(piece: str) -> None:
    def read(times: int) -> int:
        return calls(lambda: open_document("a.md", (COVER + piece * times).encode()))

    assert read(1600) < 2.5 * read(800)


def test_too_many_lines_are_no_document() -> None:
    limits = Limits(lines=100)
    open_document("a.md", ("甲\n" * 100).encode(), limits)
    open_document("a.md", ("|甲|乙|\n" * 300).encode(), limits)
    with pytest.raises(Unreadable, match="--max-lines"):
        open_document("a.md", ("甲\n" * 101).encode(), limits)
    with pytest.raises(Unreadable, match="--max-lines"):
        open_document("a.html", ("<html>" + "<p>甲</p>" * 101).encode(), limits)


@pytest.mark.parametrize("often", [2, pytest.param(3, marks=pytest.mark.law), 9])
def test_a_form_that_draws_itself_is_given_up(often: int) -> None:
    data = pdf("/X0 Do " + say(9, 9, "甲"), forms=[stream(FORM, "/X0 Do " * often)])
    assert "--max-work" in refused(data)


def test_a_form_drawn_a_billion_times_is_given_up() -> None:
    forms = [stream(FORM, f"/X{level + 1} Do " * 10) for level in range(9)]
    assert "--max-work" in refused(
        pdf("/X0 Do " + say(9, 9, "甲"), forms=[*forms, stream(FORM, say(9, 9, "乙"))])
    )


def refused(data: bytes) -> str:
    """The message about a document; the child is replaced, and the next one is read."""
    limits = Limits(work=1)
    with Workers(1, limits) as workers:
        found = workers.run("juesuan.tasks.read:read_file", Source("a.pdf", data), "", (), limits)
        plain = pdf(say(9, 9, "甲"))
        after = workers.run("juesuan.tasks.read:read_file", Source("a.pdf", plain), "", (), limits)
    assert isinstance(found, Failure)
    assert isinstance(after, Failure)
    assert (found.kind, after.kind) == ("limit", "formless")
    return found.message


def test_books_of_thousands_of_columns_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "books"
    shutil.copytree(BOOKS, home)
    with (home / "ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    columns = {head: [row[at] for row in rows] for at, head in enumerate(heads)}
    columns |= {f"多{at}": [""] * len(rows) for at in range(3000)}
    (home / "ledger.csv").unlink()
    pq.write_table(pa.table(columns), home / "ledger.parquet")
    assert main(["prepare", str(home), "--out", str(tmp_path / "out")]) == 2
    assert "--max-columns" in capsys.readouterr().err
