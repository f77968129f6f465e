"""What every test has: laws tried as often as the lane asks for, and children kept warm.

`make test` leaves out what is dear (`tests/dear.txt`) and tries 50 examples of each law, `make
laws` 2,000 (`--hypothesis-profile=laws`). A machine may be slow or busy, so no example has a
deadline and slow ones are no fault.

Foreign files are read in child processes. Most of a small command's time is the start of its
child, so a child is kept for the next test that asks for the same: with the same limits, in the
same folder, with the same environment. The program keeps them so too, from one file of a folder
to the next. Commands that tests run as processes of their own, and the tests of the guard itself,
start children of their own.
"""

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests import costs

from juesuan.cli import main
from juesuan.guard import OURS, Workers
from juesuan.model.page import Limits

settings.register_profile(
    "test",
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.register_profile("laws", settings.get_profile("test"), max_examples=2000)
settings.load_profile("test")

# A shell's `&` has it ignored, here and in every child.
signal.signal(signal.SIGINT, signal.default_int_handler)
# Or every child compiles the whole package anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
gc.set_threshold(100_000, 50, 100)  # much of what tests make is kept; to look through it is dear

MOST = 3  # pools of children kept at a time
CHANGING = {"PYTEST_CURRENT_TEST"}


class Kept(Workers):
    """Workers that are not stopped when one command is done with them."""

    def close(self) -> None:
        """Nothing yet; `stop` is called when nobody wants them any more."""

    def stop(self) -> None:
        """Kill every child."""
        super().close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what was dear when it was measured; `make test` leaves it to `make laws`."""
    dear = costs.dear()
    for item in items:
        if costs.name(item) in dear:
            item.add_marker("dear")


@pytest.fixture(scope="session", autouse=True)
def _children_kept() -> Iterator[None]:
    pools: dict[tuple[object, ...], Kept] = {}

    def kept(count: int, limits: Limits, allow: str = OURS, renew: int = 0) -> Kept:
        del renew  # tests ask for few tasks
        settled = {name: text for name, text in os.environ.items() if name not in CHANGING}
        asked = (count, limits, allow, os.getcwd(), *sorted(settled.items()))  # noqa: PTH109 - a key
        pools[asked] = pools.pop(asked) if asked in pools else Kept(count, limits, allow)
        while len(pools) > MOST:
            pools.pop(next(iter(pools))).stop()
        return pools[asked]

    with pytest.MonkeyPatch.context() as patch:
        for user in ("juesuan.guard", "juesuan.bookwork"):
            patch.setattr(f"{user}.Workers", kept)
        yield
    for pool in pools.values():
        pool.stop()


@pytest.fixture(scope="session")
def example_prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `prepare` writes of the example's books, once for all; who changes it takes a copy."""
    out = tmp_path_factory.mktemp("编") / "出"
    books = Path(__file__).parents[1] / "examples" / "lixia-2023" / "books"
    assert main(["prepare", str(books), "--out", str(out)]) == 0
    return out
