"""How many examples a law is tried on in the lane that runs."""

from hypothesis import settings

LAWS = 2000


def examples(laws: int, test: int = 50) -> int:
    """For a law whose examples are costly: how many in `make laws`, how many in `make test`."""
    return laws if settings().max_examples >= LAWS else test
