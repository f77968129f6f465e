"""The register on SQLite and on PostgreSQL: changes come about together or not at all."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from juesuan.archive.events import broken
from juesuan.archive.register import BESIDE, SCHEMA, Register


@pytest.fixture(params=["sqlite", "postgresql"])
def register(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Register]:
    if request.param == "sqlite":
        register = Register(f"sqlite:///{tmp_path / 'r.sqlite'}")
        yield register
        register.close()
        return
    url = os.environ.get("JUESUAN_TEST_POSTGRES")
    if not url:
        pytest.skip("no PostgreSQL: JUESUAN_TEST_POSTGRES names none (see .ci/postgres)")
    pytest.importorskip("pg8000", reason="the extra postgres is not installed")
    with fresh_database(url) as fresh:
        register = Register(fresh)
        yield register
        register.close()


class fresh_database:  # noqa: N801 - read like a function
    """A database of its own on a server, gone afterwards."""

    def __init__(self, url: str) -> None:
        self.url, self.name = url, f"t{uuid.uuid4().hex}"

    def __enter__(self) -> str:
        self._run(f"CREATE DATABASE {self.name}")
        return self.url.replace("/postgres?", f"/{self.name}?")

    def __exit__(self, *_: object) -> None:
        self._run(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _run(self, text: str) -> None:
        import pg8000.native

        host = self.url.partition("host=")[2]
        base = pg8000.native.Connection(
            "juesuan", database="postgres", unix_sock=f"{host}/.s.PGSQL.5432"
        )
        base.run(text)
        base.close()


def test_events_follow_one_another(register: Register) -> None:
    assert not register.any_event()
    for number in range(3):
        with register.writing() as writing:
            writing.append("2024", "甲", "收件", f"s{number}", {"数": number})
    events = register.events()
    assert [event.id for event in events] == [1, 2, 3]
    assert list(broken(events)) == []
    with register.writing() as writing:
        assert writing.last() == events[2]
        assert writing.events_after(1) == events[1:]
    assert register.any_event()


def test_a_change_that_is_broken_off_leaves_nothing(register: Register) -> None:
    def broken_off() -> None:
        with register.writing() as writing:
            writing.append("2024", "甲", "收件", "s", {})
            writing.insert("alias", [{"earlier": "甲", "later": "乙", "event": 1}])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert not register.any_event()
    assert register.rows("alias") == []


def test_rows_come_and_go_by_their_values(register: Register) -> None:
    rows = [{"earlier": name, "later": "乙", "event": 1} for name in ("丙", "甲")]
    with register.writing() as writing:
        writing.insert("alias", rows)
        assert writing.rows("alias", earlier="甲") == [rows[1]]
        writing.delete("alias", earlier="甲")
    assert register.rows("alias") == [rows[0]]
    with register.writing() as writing:
        writing.restore([])
        writing.delete("alias")
    assert register.rows("alias") == []


def test_a_register_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'r.sqlite'}"
    register = Register(url)
    with register.writing() as writing:
        writing.delete("layout")
        writing.insert("layout", [{"version": SCHEMA + 1}])
    register.close()
    with pytest.raises(ValueError, match="请升级"):
        Register(url)


def test_what_is_remembered_is_made_again_after_an_event(register: Register) -> None:
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    assert [register.remembered("a", make) for _ in range(3)] == [0, 0, 0]
    with register.writing() as writing:
        writing.append("2024", "甲", "试", "", {})
    assert [register.remembered("a", make) for _ in range(2)] == [1, 1]
    assert register.remembered("b", make) == 2


def test_what_is_made_of_rows_alone_does_not_mind_what_is_done_beside_them(
    register: Register,
) -> None:
    def append(kind: str) -> None:
        with register.writing() as writing:
            writing.append("2024", "甲", kind, "", {})

    def made() -> list[object]:
        texts = register.remembered("rows", object, rows_only=True)
        return [texts, register.remembered("all", object)]

    before = made()
    for kind in BESIDE:
        append(kind)
        after = made()
        assert [new is old for new, old in zip(after, before, strict=True)] == [True, False], kind
        before = after
    for kind in ("收件", "已审", "更名", "重建", "一种新的事"):
        append(kind)
        after = made()
        assert [new is old for new, old in zip(after, before, strict=True)] == [False, False], kind
        before = after
    moment = register.moment()
    append("收件")
    assert moment.remembered("all", object) is before[1]
    assert register.remembered("all", object) is not before[1]


def test_rows_are_counted_and_had_by_documents(register: Register) -> None:
    pairs = [("甲局", "乙局"), ("甲乙局", "乙局"), ("丙局", "100%Ab局")]
    with register.writing() as writing:
        writing.insert("words", [{"sha256": name, "marks": marks} for name, marks in pairs])
    assert register.counts("words", "marks") == {("乙局",): 2, ("100%Ab局",): 1}
    assert register.texts("words", "marks", ["丙局", "没有"]) == [("丙局", "100%Ab局")]
    assert sorted(register.texts("words", "marks")) == sorted(pairs)
    assert register.texts("words", "marks", []) == []
