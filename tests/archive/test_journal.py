"""The journal holds every event, survives a broken write, and tells what the register lost."""

from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import keep, opened, record


def test_a_line_that_was_broken_off_is_written_again(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, record())
        path = archive.journal.path
        whole = path.read_bytes()
        for kept in (0, 5, len(whole) - 1, whole.index(b"\n") + 1, whole.index(b"\n") + 9):
            path.write_bytes(whole[:kept])
            archive.journal.catch_up(archive.register)
            assert path.read_bytes() == whole


def test_an_event_that_is_gone_or_changed_in_either_place_is_told(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, record())
        events, path = archive.register.events(), archive.journal.path
        assert list(archive.journal.differences(events)) == []
        assert "登记簿里没有" in next(archive.journal.differences(events[:-1]))
        changed = [events[0], events[1]._replace(actor="乙")]
        assert "不同" in next(archive.journal.differences(changed))
        whole = path.read_text("utf-8")
        path.write_text(whole.splitlines(keepends=True)[0], "utf-8")
        assert "被删过" in next(archive.journal.differences(events))
        path.write_text(f"x\n{whole}", "utf-8")
        assert "读不懂" in next(archive.journal.differences(events))
