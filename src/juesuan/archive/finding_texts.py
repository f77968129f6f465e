"""What the findings of each document say, as search looks through them.

Read once from the register and kept in memory, a few thousand letters a document; of what comes
later only that is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from juesuan.archive.door import MENDED
from juesuan.archive.register import Register
from juesuan.archive.seen_archive import SeenRegister

Told = tuple[str, str, tuple[str, ...]]  # a key, all in small letters, the messages
NOTHING: Told = ("", "", ())
NAME = "finding texts"
FEW = 500  # documents that are asked for by their names; where there are more, all are read
BETWEEN = "\n"  # two findings; no word that is asked for has it


def messages_holding(
    register: Register, words: Sequence[str], among: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The documents and messages of findings that hold all the words, in the order of documents."""
    whole, folded = register.whole, [word.casefold() for word in words]
    if isinstance(register, SeenRegister) and not register.indexed:
        texts = whole.remembered(f"public {NAME}", lambda: _told(register.frozen_messages()))
    else:
        texts = whole.remembered(NAME, lambda: _all_told(whole), rows_only=True)
    for sha256 in among:
        _, text, messages = texts.get(sha256, NOTHING)
        if register.sees(sha256) and _holds(text, folded):
            yield from ((sha256, one) for one in messages if _holds(one.casefold(), folded))


def _holds(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)


def _all_told(register: Register) -> Mapping[str, Told]:
    """Those of all documents; of documents that were not read again since, as they were."""
    mended = len(register.rows("event", kind=MENDED))
    keys = {row["sha256"]: f"{mended} {row['event']}" for row in register.every("reading")}
    before: Mapping[str, Told] = register.last_made(NAME, {})
    kept = {sha256: told for sha256, told in before.items() if keys.get(sha256) == told[0]}
    lacking = [sha256 for sha256 in keys if sha256 not in kept]
    some = None if len(lacking) > FEW else lacking
    fresh = _told(register.texts("finding", "message", some))
    return kept | {sha: (keys[sha], *fresh.get(sha, NOTHING)[1:]) for sha in lacking}


def _told(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Told]:
    """Documents with what is said of them."""
    messages: dict[str, list[str]] = {}
    for sha256, message in pairs:
        messages.setdefault(sha256, []).append(message)
    return {sha: ("", BETWEEN.join(m).casefold(), tuple(m)) for sha, m in messages.items()}
