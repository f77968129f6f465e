"""How many single slips the audit finds in two published documents, and whom it accuses.

For each kind of change every non-zero cell in turn (a seeded sample of them) is changed and the
document audited: found by single equations, by all together, the right cell named.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.making.golden_forms import EDITIONS, golden, with_cells  # noqa: E402

from juesuan.auditing import examine  # noqa: E402
from juesuan.auditing.tables.check import Amounts, broken, check_all  # noqa: E402
from juesuan.auditing.tables.diagnosis import Cause, build, diagnose  # noqa: E402
from juesuan.model.number import WAN, Address, Facts  # noqa: E402
from juesuan.notation.edition import Edition  # noqa: E402

Change = Callable[[int, random.Random], int]
SAMPLE = 120
SHARES = ("single", "joint", "reported", "named", "listed", "wrong")
HEAD = f"{'change':<12}{'cells':>7}" + "".join(f"{word:>9}" for word in SHARES)


def shift(units: int) -> Change:
    """Add or take away some hundredths."""
    return lambda value, dice: value + dice.choice((units, -units))


def transpose(value: int, dice: random.Random) -> int:
    """Swap two neighbouring digits."""
    digits = list(str(value))
    places = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1]]
    if not places:
        return value
    i = dice.choice(places)
    digits[i], digits[i + 1] = digits[i + 1], digits[i]
    return int("".join(digits))


def replace_digit(value: int, dice: random.Random) -> int:
    """Type one digit wrong."""
    digits = list(str(value))
    i = dice.randrange(len(digits))
    digits[i] = dice.choice([d for d in "0123456789" if d != digits[i]])
    return int("".join(digits))


def drop_digit(value: int, dice: random.Random) -> int:
    """Leave one digit out."""
    digits = str(value)
    i = dice.randrange(len(digits))
    return int(digits[:i] + digits[i + 1 :] or "0")


CHANGES: dict[str, Change] = {
    **{f"± {units / 100:.2f}": shift(units) for units in (1, 2, 3, 5, 10, 100)},
    "transpose": transpose,
    "one digit": replace_digit,
    "drop digit": drop_digit,
}


def outcome(facts: Facts, edition: Edition) -> tuple[bool, bool, tuple[Cause, ...]]:
    """Whether single equations and the joint system object, and the causes found."""
    amounts = Amounts(facts)
    checks = check_all(facts, edition, amounts)
    joint = not build(checks, amounts).feasible()
    return any(broken(checks)), joint, diagnose(checks, amounts).causes


def cells(name: str) -> list[tuple[str, Address]]:
    """The cells of a document that show an amount."""
    reading, _ = golden(name)
    return [(name, a) for a, fact in reading.facts.items() if fact.value]


def trial(name: str, address: Address, change: Change, dice: random.Random) -> set[str] | None:
    """What one changed cell sets off; None where the change changes nothing."""
    reading, edition = golden(name)
    value = int((reading.facts[address].value / WAN).scaleb(2))
    other = change(value, dice)
    if other in (value, 0):
        return None
    facts = with_cells(reading.facts, {str(address): f"{other / 100:.2f}"})
    single, joint, causes = outcome(facts, edition)
    marks = {"tried"} | ({"single"} if single else set()) | ({"joint"} if joint else set())
    marks |= {"reported"} if causes else set()
    if any(cause.cells == (address,) for cause in causes):
        marks.add("named")
    if any(address in cause.cells for cause in causes):
        marks.add("listed")
    if any(len(cause.cells) == 1 and cause.cells != (address,) for cause in causes):
        marks.add("wrong")
    return marks


def mutation_bench(sample: int = SAMPLE, seed: int = 1) -> dict[str, Counter[str]]:
    """Print one line for each kind of change and return the counts."""
    print(HEAD)
    every = [cell for name in EDITIONS for cell in cells(name)]
    found: dict[str, Counter[str]] = {}
    for label, change in CHANGES.items():
        dice = random.Random(seed)
        counts: Counter[str] = Counter()
        for name, address in dice.sample(every, min(sample, len(every))):
            counts.update(trial(name, address, change, dice) or ())
        found[label] = counts
        print(line(label, counts))
    return found


def line(label: str, counts: Counter[str]) -> str:
    """Shares of the cells tried; the last three of those reported."""
    tried, reported = counts["tried"] or 1, counts["reported"] or 1
    parts = [(counts[word], tried) for word in SHARES[:3]]
    parts += [(counts[word], reported) for word in SHARES[3:]]
    return f"{label:<12}{counts['tried']:>7}" + "".join(f"{n / of:>9.1%}" for n, of in parts)


def timing(rounds: int = 20) -> None:
    """Print false alarms and milliseconds for each unchanged document."""
    for name in EDITIONS:
        reading, edition = golden(name)
        errors = sum(f.severity == "错误" for f in examine(reading, edition).findings)
        start = time.perf_counter()
        for _ in range(rounds):
            examine(reading, edition)
        spent = (time.perf_counter() - start) / rounds * 1000
        print(f"{name}: {errors} false alarms, {spent:.1f} ms")


def main() -> None:
    """Run both."""
    timing()
    mutation_bench(sample=next((int(word) for word in sys.argv[1:] if word.isdigit()), SAMPLE))


if __name__ == "__main__":
    main()
