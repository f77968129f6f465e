"""How many single slips in the words of each region the audit finds, and whether it blames them.

Each slip changes one number or word of a true text (`tests/documents/regional`): found means that
it is called wrong, blamed that a message or its place shows the number that was changed. With
`--tables` the nine tables stand before the text; names of regions choose among them.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "bench")]

from slips import WORD, digit, opposite  # noqa: E402
from tests.making.regional import REGIONS, regional  # noqa: E402

from juesuan.auditing import examine  # noqa: E402
from juesuan.model.finding import Finding  # noqa: E402
from juesuan.model.reading import Reading  # noqa: E402
from juesuan.notation.edition import load  # noqa: E402
from juesuan.sources.open import open_document  # noqa: E402
from juesuan.tasks.read import read_document as read  # noqa: E402

SAMPLE = 8
KINDS = ("amount", "rate", "another's", "word")
AMOUNT = re.compile(r"[\d,]+\.\d+(?=万元)")
RATE = re.compile(r"[\d.]+(?=%)")


def audited(text: str) -> tuple[Reading, list[Finding]]:
    """A text read, and what is called wrong in it."""
    reading = read(open_document("文.md", text.encode()))
    findings = examine(reading, load(reading.meta.edition)).findings
    return reading, [finding for finding in findings if finding.severity == "错误"]


def bound(text: str) -> set[tuple[int, str]]:
    """Line and spelling of each number that is bound to what it says."""
    numerals = audited(text)[0].numerals
    told = (n for n in numerals if n.claim is not None and n.place.line)
    return {(n.place.line or 0, n.text.rstrip("%")) for n in told}


def slips(text: str, start: int, dice: random.Random) -> Iterator[tuple[str, str, str]]:
    """Kind of slip, the text with it, and what was written for what stood there."""
    known = bound(text)
    lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def sample(pattern: re.Pattern[str]) -> list[re.Match[str]]:
        matches = list(pattern.finditer(text, start))
        if pattern is not WORD:
            spots = [(sum(at <= match.start() for at in lines), match[0]) for match in matches]
            pairs = zip(matches, spots, strict=True)
            matches = [m for m, spot in pairs if spot in known and re.search("[1-9]", m[0])]
        return dice.sample(matches, min(SAMPLE, len(matches)))

    for kind, pattern in zip(KINDS, (AMOUNT, RATE, AMOUNT, WORD), strict=True):
        others = [match[0] for match in sample(pattern)]
        for match in sample(pattern):
            if kind == "word":
                wrong = opposite(match, dice, [])
            elif kind == "another's":
                wrong = dice.choice([one for one in others if one != match[0]] or [match[0]])
            else:
                wrong = digit(match, dice, [])
            if wrong != match[0]:
                yield kind, text[: match.start()] + wrong + text[match.end() :], wrong


def main() -> None:
    """Print by region how many slips of each kind were found, and how many of those blamed."""
    tables = "--tables" in sys.argv
    regions = [name for name in sys.argv[1:] if name in REGIONS] or REGIONS
    total: Counter[str] = Counter()
    print(f"{'':<6}" + "".join(f"{kind:>14}" for kind in KINDS) + f"{'blamed':>14}")
    for region in regions:
        text, dice = regional(region, tables=tables), random.Random(region)
        start = text.index("第二部分 部门决算表") if tables else 0
        count: Counter[str] = Counter()
        for kind, changed, wrong in slips(text, start, dice):
            errors = audited(changed)[1]
            count[kind] += 1
            count[f"{kind} found"] += bool(errors)
            count["found"] += bool(errors)
            shown = [f.message + "".join(words for _, words in f.places) for f in errors]
            count["blamed"] += any(wrong in words for words in shown)
            if errors and "--show" in sys.argv and not any(wrong in words for words in shown):
                print("  elsewhere:", kind, wrong, errors[0].message[:120])
            if not errors and "--missed" in sys.argv:
                at = next(i for i in range(len(text)) if text[i : i + 9] != changed[i : i + 9])
                shown = changed[max(0, at - 40) : at + 24].replace("\n", "|")
                print("  missed:", kind, wrong, shown)
        total += count
        print(f"{region:<6}{row(count)}", flush=True)
    print(f"{'all':<6}{row(total)}")


def row(count: Counter[str]) -> str:
    """Found of made, kind by kind, and blamed of found."""
    kinds = "".join(f"{count[f'{kind} found']:>9} /{count[kind]:>3}" for kind in KINDS)
    return f"{kinds}{count['blamed']:>9} /{count['found']:>3}"


if __name__ == "__main__":
    main()
