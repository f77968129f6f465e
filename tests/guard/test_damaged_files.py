"""Damaged files in guarded children: read or refused in words, nothing left behind.

A thousand of each kind are tried by hand: bench/damaged.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.making.damaged import attempted, damaged, whole_files

from juesuan.guard import Workers
from juesuan.model.page import Limits

SEEDS = 7
LIMITS = Limits(seconds=600)  # a slow machine is no hang


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def workers(room: Path) -> Iterator[Workers]:
    with pytest.MonkeyPatch.context() as patch, Workers(1, LIMITS) as made:
        patch.setenv("TMPDIR", str(room))
        yield made


@pytest.mark.parametrize("kind", whole_files())
def test_what_accidents_leave_is_read_or_refused_in_words(
    kind: str, workers: Workers, room: Path
) -> None:
    whole = whole_files()[kind]
    assert attempted(workers, kind, whole, LIMITS).kind == "read"
    for seed in range(SEEDS):
        outcome = attempted(workers, kind, damaged(whole, seed), LIMITS)
        assert outcome.kind in ("read", "refused"), (kind, seed, outcome)
    assert not [*room.iterdir()]


@pytest.mark.parametrize("kind", ["xlsx", "md"])
def test_a_seed_tells_the_accident(kind: str) -> None:
    whole = whole_files()[kind]
    assert len({damaged(whole, seed) for seed in range(60)} - {whole}) > 50
    assert damaged(whole, 7) == damaged(whole, 7)
