"""`juesuan template`: an empty workbook for the books that explains itself."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from juesuan.cli.editions import edition_named
from juesuan.cli.outputs import unwritable
from juesuan.cli.streams import CLEAN, Trouble, tell
from juesuan.publishing.prepared.template import write_template
from juesuan.publishing.whole import whole_file


def run(words: Namespace) -> int:
    """Write it to a new file."""
    edition = edition_named(words.edition)
    out = Path(words.out)
    if out.exists():
        raise Trouble(f"已经有“{words.out}”：不会被改写，请换一个名字")
    try:
        with whole_file(out) as beside:
            write_template(str(beside), edition)
    except OSError as error:
        raise unwritable(out, error) from error
    tell(f"已写入 {words.out}")
    return CLEAN
