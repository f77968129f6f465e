"""How many examples a law is tried on in the lane that runs."""

from hypothesis import settings


def examples(most: int) -> int:
    """The examples of this lane, and no more than `most`, for a law whose examples are costly."""
    return min(settings().max_examples, most)
