"""Checks that could not be made: one line for all tables that are not there, one a reason else.

Which checks they are is told in the data and on the page; in the text their number is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from juesuan.auditing.messages.names import CellNames
from juesuan.auditing.tables.check import Check
from juesuan.model.finding import Finding
from juesuan.model.number import ALL_OF_IT, Facts, FormState
from juesuan.model.reading import Reading
from juesuan.notation.edition import Edition

RULE = "缺表"
MOST, MOST_CELLS = 3, 12


def expected_forms(reading: Reading, edition: Edition) -> list[FormState]:
    """The forms that a disclosure of its year and kind should have, whatever became of them."""
    year = reading.meta.year or edition.year
    forms = [form for form in edition.forms if year >= form.since.get(ALL_OF_IT, 0)]
    states = (reading.facts.forms.get(f.id) or FormState(f.id, f.title) for f in forms)
    return [state for state in states if state.expected]


def sent_elsewhere(reading: Reading, edition: Edition) -> str:
    """The words by which a text says that its tables are in another file; "" where it does not."""
    pattern = edition.cover.attached
    return next((m[0] for p in reading.prose if (m := pattern.search(p.text))), "")


def rests_on_missing(check: Check, facts: Facts) -> bool:
    """Whether a check is not made because a number in it stands in a table that is not there."""
    return check.verdict == "unchecked" and any(
        (state := facts.forms.get(address.form)) is not None
        and state.state == "missing"
        and facts.known(address) is None
        for address in check.addresses
    )


def missing_forms(
    reading: Reading, edition: Edition, checks: Iterable[Check], words: CellNames, *, spoken: bool
) -> Iterator[Finding]:
    """One 未核 for all tables that are not there; `spoken` is whether the text was checked."""
    resting = [check for check in checks if rests_on_missing(check, reading.facts)]
    expected = expected_forms(reading, edition)
    absent = [state for state in expected if state.state == "missing"]
    if not absent:
        return
    others = {state.id for state in absent}
    counted = [c for c in resting if others & {address.form for address in c.addresses}]
    tables = any(state.state != "missing" for state in reading.facts.forms.values())
    checked = "" if tables else "只核对了文字，" if spoken else "文字中的数也无从核对，"
    where = sent_elsewhere(reading, edition)
    quoted = f"（写明“{where}”）" if where else ""
    kind = edition.cover.document(reading.meta.kind)
    only = f"；{kind.id}不含其他各表，与它们的勾稽不在核对之列" if kind.forms else ""
    message = (
        f"文中没有{_named(absent, expected)}{quoted}，{checked}"
        f"与之有关的 {len(counted)} 条勾稽未核{only}；请连同报表一起审核"
    )
    details = tuple(dict.fromkeys(_in_words(check, words) for check in counted))
    key = "、".join(state.id for state in absent)
    yield Finding(RULE, "未核", message, details=details, key=key)


def _named(absent: Sequence[FormState], expected: Sequence[FormState]) -> str:
    """The tables by their titles; all of them, and many, by their number."""
    if len(absent) == len(expected) > 1:
        return f"决算公开表（应有 {len(expected)} 张）"
    titles = "".join(f"《{state.title}》" for state in absent[:MOST])
    return f"{titles}等 {len(absent)} 张表" if len(absent) > MOST else titles


def unchecked(checks: Iterable[Check], words: CellNames) -> Iterator[Finding]:
    """One 未核 for each other reason."""
    reasons: dict[str, list[Check]] = {}
    for check in checks:
        if check.verdict == "unchecked" and not rests_on_missing(check, words.facts):
            reasons.setdefault(check.why, []).append(check)
    for reason, group in reasons.items():
        message = f"{reason}，涉及 {len(group)} 条勾稽未核"
        details = tuple(dict.fromkeys(_in_words(check, words) for check in group))
        yield Finding("equation", "未核", message, details=details, key=reason)


def _in_words(check: Check, words: CellNames) -> str:
    """An equation in words, its cells named by form and row."""
    names = [str(words.name(address)) for address in check.addresses[:MOST_CELLS]]
    split = check.ground.split
    sides = " + ".join(names[:split]), " + ".join(names[split:]) or "0"
    return f"{sides[0]} 与 {sides[1]}"
