"""An archive on the shelf, for the pages that show one."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """No test waits for what is to keep guessers waiting."""
    with pytest.MonkeyPatch.context() as patch:
        cost = {"time_cost": 1, "memory_cost": 64, "parallelism": 1}
        patch.setattr("juesuan.archive.portal_accounts.COST", cost)
        patch.setattr("juesuan.archive.portal_accounts.NOBODY", "none")
        yield


@pytest.fixture(scope="session")
def shelved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """An archive of a few departments and years, one of them hostile in every word."""
    pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")
    pytest.importorskip("duckdb", reason="the extra books is not installed")
    from tests.making.shelved import filled

    archive = filled(Path(tmp_path_factory.mktemp("shelf")))
    yield archive
    archive.register.close()
