"""Damaged files of every kind, read and audited in guarded children: what comes of each.

    python bench/damaged.py [files of each kind] [kinds …]

A line a kind: how many were read, how many refused in words, and what else happened (a fault of
ours, a hang, a child that died, something left behind), each of these with its seed.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.making.damaged import Outcome, attempted, damaged, whole_files  # noqa: E402

from juesuan.guard import Workers  # noqa: E402
from juesuan.model.page import Limits  # noqa: E402

COUNT, SECONDS = 1000, 20
FINE = ("read", "refused")


def main(count: int, kinds: list[str]) -> None:
    """Print what came of each kind, and of each file that should not have."""
    limits = Limits(seconds=SECONDS)
    with tempfile.TemporaryDirectory() as folder, Workers(1, limits) as workers:
        os.environ["TMPDIR"] = folder  # before the child starts, so that it is its own
        for kind in kinds:
            begun, outcomes = time.perf_counter(), Counter[str]()
            for seed in range(count):
                outcome = attempted(workers, kind, damaged(whole_files()[kind], seed), limits)
                left = sorted(each.name for each in Path(folder).iterdir())
                outcome = Outcome("leftover", str(left)) if left else outcome
                outcomes[outcome.kind] += 1
                if outcome.kind not in FINE:
                    print(f"  {kind} {seed}: {outcome.kind} {outcome.words[:200]}", flush=True)
            spent = time.perf_counter() - begun
            told = ", ".join(f"{word} {n}" for word, n in sorted(outcomes.items()))
            print(f"{kind:<8}{count:>6}  {told}  ({spent:.0f} s)", flush=True)


if __name__ == "__main__":
    words = sys.argv[1:]
    main(int(words[0]) if words else COUNT, words[1:] or [*whole_files()])
