"""Whatever is changed in a register behind the back of its archive is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")
pytest.importorskip("argon2", reason="the extra portal is not installed")

from tests.making.archived import keep, opened, record

from juesuan.archive.door import Archive
from juesuan.archive.portal_accounts import give_account
from juesuan.archive.register import COLUMNS

TABLES = ("document", "reading", "finding", "words", "alias", "account")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with pytest.MonkeyPatch.context() as patch:
        cost = {"time_cost": 1, "memory_cost": 64, "parallelism": 1}
        patch.setattr("juesuan.archive.portal_accounts.COST", cost)
        with opened(Path(tmp_path_factory.mktemp("faults"))) as archive:
            keep(archive, record(2022))
            keep(archive, record(2023))
            archive.rename("旧局", "新局")
            give_account(archive, "张三", "填报", "甲局")
            yield archive


def put(archive: Archive, table: str, rows: list[dict[str, object]]) -> list[str]:
    """What is told when a table holds these rows instead of its own; it has its own again then."""
    before = archive.register.rows(table)
    try:
        with archive.register.writing() as writing:
            writing.delete(table)
            writing.insert(table, rows)
        return list(archive.verify())
    finally:
        with archive.register.writing() as writing:
            writing.delete(table)
            writing.insert(table, before)


@pytest.mark.parametrize(
    "table, column",
    [(table, word.partition(":")[0]) for table in TABLES for word in COLUMNS[table].split()],
)
def test_any_changed_value_is_told(archive: Archive, table: str, column: str) -> None:
    rows = archive.register.rows(table)
    value = rows[0][column]
    changed = value + 7 if isinstance(value, int) else f"{value}x"
    assert put(archive, table, [{**rows[0], column: changed}, *rows[1:]])


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_is_gone_or_put_in_is_told(archive: Archive, table: str) -> None:
    assert list(archive.verify()) == []
    rows = archive.register.rows(table)
    if table != "account":  # one that is gone lets nobody in, and is missed by its owner
        assert put(archive, table, rows[1:])
    key = next(word.partition(":")[0] for word in COLUMNS[table].split())
    assert put(archive, table, [*rows, {**rows[0], key: f"{rows[0][key]}x"}])
    assert list(archive.verify()) == []


def test_events_of_before_are_held_to_what_they_tell(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, record())
        (_, event) = archive.register.events()
        body = {name: value for name, value in event.says.items() if name != "row"}
        with archive.register.writing() as writing:
            writing.delete("event", id=2)
            writing.append(event.at, event.actor, event.kind, event.subject, body)
        archive.journal.path.unlink()
        archive.journal.catch_up(archive.register)
        assert list(archive.verify()) == []
        pairs = ((each, record()) for each in archive.deliveries())
        assert archive.rebuild(iter(pairs)).differing == ()
