"""How many examples a law is tried on in the lane that runs."""

import pytest
from _pytest.mark import ParameterSet
from hypothesis import settings

LAWS = 2000
MANY = 600  # where one example takes some twenty milliseconds
# Of whole documents written, read and audited, in `make laws`: one has some hundred cells and
# sentences, each run draws others, and what is said of one form, one sentence, one cell is tried
# on LAWS examples by the laws beside those modules (tests/notation/layout, tests/notation/speech).
WHOLE = 60


def examples(laws: int, test: int = 50) -> int:
    """For a law whose examples are costly: how many in `make laws`, how many in `make test`."""
    return laws if settings().max_examples >= LAWS else test


def seeds(test: int, laws: int) -> list[ParameterSet]:
    """Seeds for what is costly to make: so many in `make test`, the others in `make laws` too."""
    law = pytest.mark.law
    return [pytest.param(seed, marks=() if seed < test else law) for seed in range(laws)]
