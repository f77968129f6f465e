"""`juesuan audit --explain`: everything that is said about one number of one file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

import juesuan
from juesuan.cli.outputs import give
from juesuan.cli.status import value
from juesuan.cli.streams import CLEAN, WRONG, Trouble, screen
from juesuan.model.page import Limits
from juesuan.model.report import Explanation
from juesuan.publishing.explanation import about_object, about_text
from juesuan.publishing.report.data import dumps
from juesuan.publishing.screen import PLAIN
from juesuan.sources.folders import Source

if TYPE_CHECKING:
    from juesuan.notation.code_list import Entry
    from juesuan.tasks.pairing import Prior


def explain(
    words: Namespace,
    sources: Sequence[Source],
    reading: tuple[str, Sequence[Entry], Limits],
    priors: Sequence[Prior | None],
) -> int:
    """Show it as text or as data; 1 where something about it is wrong.

    `reading` is how the file is read: edition, codes and limits.
    """
    if len(sources) != 1 or (words.format or ["text"]) not in (["text"], ["json"]):
        raise Trouble("--explain 说明一份文件中的一个数，格式是 text 或 json 中的一种")
    (source,), (edition, codes, limits) = sources, reading
    outcome = juesuan.task(
        "explain:explain_file",
        source,
        (words.explain, priors[0]),
        edition=edition,
        codes=codes,
        limits=limits,
    )
    number: Explanation = value(outcome, source.name)
    if not number.known:
        near = "；".join(f"{address} {name}" for address, name in number.near)
        if number.several:
            raise Trouble(f"“{words.explain}”不止一个数，请写明其中一个的地址：{near}")
        raise Trouble(f"“{words.explain}”处没有数。相近的有：{near or '无'}")
    if words.format == ["json"]:
        give(dumps(about_object(number)), words, "json")
    else:
        give(about_text(number, PLAIN if words.out else screen()), words, "text")
    return WRONG if number.wrong else CLEAN
