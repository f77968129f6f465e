"""The register: a small database of documents, readings, findings, events, accounts; no facts.

SQLite in the archive, or PostgreSQL by its address, by the same expressions. Everything but the
events and the accounts can be made again from the events and the originals.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self, TypeVar

from juesuan.archive.events import Body, Event, event_after
from juesuan.extras import wanted

Value = TypeVar("Value")
SCHEMA = 2
NEWER = "档案的登记簿是更新版本的 juesuan 写的（格式 {}）：请升级后再打开"
POSTGRES = ("postgresql://", "postgres://")
COLUMNS: Mapping[str, str] = {
    "layout": "version:int*",
    "event": "id:int* at:text actor:text kind:text subject:text body:text previous:text hash:text",
    "document": "sha256:text* name:text* received_at:text source_url:text published_on:text "
    "files:text edition:text event:int",
    "reading": "sha256:text* reading:text department:text year:int region:text kind:text "
    "edition:text program:text rules:text facts:int digest:text coverage:text event:int",
    "finding": "sha256:text* position:int* fid:text rule:text severity:text message:text "
    "addresses:text places:text because:text",
    "words": "sha256:text* marks:text",
    "alias": "earlier:text* later:text* event:int",
    "account": "name:text* role:text unit:text secret:text disabled:int",
}
"""Each table: its columns, those of the key with a star."""

DERIVED = ("document", "reading", "finding", "words", "alias")
BESIDE = ("登录", "账号", "拒收", "复核", "批复", "豁免")
"""The kinds of events that change no row of them; any other kind may."""
Stamp = tuple[int, int]


class Register:
    """The tables, and one way to change them: within `writing`, one process at a time."""

    def __init__(self, url: str) -> None:
        with wanted():
            import sqlalchemy as sql  # noqa: PLC0415 - an extra
        self._sql: Any = sql
        self._engine = _engine(sql, url)
        self._memory: dict[str, tuple[Stamp, Any]] = {}
        self._moment: tuple[Stamp, Stamp] | None = None
        metadata = sql.MetaData()
        self.tables = {name: _table(sql, metadata, name) for name in COLUMNS}
        with self._engine.execution_options(writing=True).begin() as connection:
            metadata.create_all(connection)
            layout = self.tables["layout"]
            version = connection.execute(sql.select(layout.c.version)).scalar()
            if version is None:
                connection.execute(layout.insert(), {"version": SCHEMA})
            elif version > SCHEMA:
                raise ValueError(NEWER.format(version))
            self.earlier = version is not None and version < SCHEMA

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Changes that come about together or not at all, while nobody else makes any."""
        with self._engine.execution_options(writing=True).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("LOCK TABLE event IN EXCLUSIVE MODE")
            yield Writing(self, connection)

    def rows(self, table: str, **given: object) -> list[dict[str, Any]]:
        """The rows of a table with these values, in the order of its key."""
        with self._engine.connect() as connection:
            return _rows(self._sql, connection, self.tables[table], given)

    def texts(
        self, table: str, column: str, among: Sequence[str] | None = None
    ) -> list[tuple[str, str]]:
        """One column of the rows of some documents, or of all, beside the document, in order."""
        place = self.tables[table]
        asked = self._sql.select(place.c.sha256, place.c[column])
        asked = asked.order_by(*place.primary_key.columns)
        if among is not None:
            asked = asked.where(place.c.sha256.in_(among))
        with self._engine.connect() as connection:
            return [(sha256, text) for sha256, text in connection.execute(asked)]

    def moment(self) -> Self:
        """The register as it is now: what it remembers is asked about once, not by every word."""
        now = copy.copy(self)
        now._moment = self._now()  # noqa: SLF001 - of its own kind
        return now

    def counts(self, table: str, *columns: str) -> dict[tuple[Any, ...], int]:
        """How many rows of a table have each of the values in these columns; remembered."""
        name = " ".join(("counts", table, *columns))
        kept = table in DERIVED
        counted = self.remembered(name, lambda: self._counts(table, *columns), rows_only=kept)
        return dict(counted)

    def _counts(self, table: str, *columns: str) -> dict[tuple[Any, ...], int]:
        place = self.tables[table]
        groups = [place.c[column] for column in columns]
        asked = self._sql.select(*groups, self._sql.func.count()).group_by(*groups)
        with self._engine.connect() as connection:
            return {tuple(row[:-1]): row[-1] for row in connection.execute(asked)}

    def remembered(self, name: str, make: Callable[[], Value], *, rows_only: bool = False) -> Value:
        """What was made of the rows, and is made again when anything has happened since.

        An event tells so, or readings that are there again after a register was lost. What is made
        of DERIVED rows only does not mind what is done beside them: who signs in, what is answered.
        """
        now = (self._moment or self._now())[rows_only]
        kept = self._memory.get(name)
        if kept is None or kept[0] != now:
            kept = self._memory[name] = (now, make())
        value: Value = kept[1]
        return value

    def last_made(self, name: str, otherwise: Value) -> Value:
        """What was remembered last under a name, whatever has happened since."""
        kept = self._memory.get(name)
        value: Value = otherwise if kept is None else kept[1]
        return value

    def _now(self) -> tuple[Stamp, Stamp]:
        """What tells whether anything has happened: to anything, and to DERIVED rows."""
        sql, place, readings = self._sql, self.tables["event"], self.tables["reading"]
        count = sql.select(sql.func.count()).select_from(readings).scalar_subquery()
        last = sql.select(place.c.id).order_by(place.c.id.desc()).limit(1)
        moving = last.where(place.c.kind.not_in(BESIDE)).scalar_subquery()
        with self._engine.connect() as connection:
            asked = sql.select(last.scalar_subquery(), moving, count)
            any_event, moved, readings_now = connection.execute(asked).one()
        return (any_event or 0, readings_now), (moved or 0, readings_now)

    @property
    def whole(self) -> Register:
        """The register with all its rows, whoever sees it."""
        return self

    @property
    def indexed(self) -> bool:
        """Whether its findings are those that its index of words knows."""
        return True

    def sees(self, sha256: str) -> bool:
        """Whether the rows of a document are seen; here all are."""
        del sha256
        return True

    def every(self, table: str) -> Sequence[Mapping[str, Any]]:
        """All rows of a table, remembered until anything happens."""
        kept = table in DERIVED
        return self.remembered(f"rows {table}", lambda: self.rows(table), rows_only=kept)

    def any_event(self) -> bool:
        """Whether anything has happened yet."""
        place = self.tables["event"]
        with self._engine.connect() as connection:
            return connection.execute(self._sql.select(place.c.id).limit(1)).first() is not None

    def events(self) -> list[Event]:
        """All events in their order."""
        return [Event(**row) for row in self.rows("event")]


class Writing:
    """A transaction of the register."""

    def __init__(self, register: Register, connection: Any) -> None:  # noqa: ANN401 - of an extra
        self._register, self._connection = register, connection

    def rows(self, table: str, **given: object) -> list[dict[str, Any]]:
        """The rows of a table as they are within the transaction."""
        return _rows(
            self._register._sql,  # noqa: SLF001 - one room, two halves of one thing
            self._connection,
            self._register.tables[table],
            given,
        )

    def insert(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Add rows."""
        if rows:
            self._connection.execute(self._register.tables[table].insert(), list(rows))

    def delete(self, table: str, **given: object) -> None:
        """Take away the rows with these values; all of them where none is given."""
        place = self._register.tables[table]
        asked = place.delete()
        for name, value in given.items():
            asked = asked.where(place.c[name] == value)
        self._connection.execute(asked)

    def renew_layout(self) -> None:
        """Tell that the tables are those of this program."""
        self.delete("layout")
        self.insert("layout", [{"version": SCHEMA}])
        self._register.earlier = False

    def append(self, at: str, actor: str, kind: str, subject: str, body: Body) -> Event:
        """Add an event after the last one."""
        event = event_after(self.last(), at, actor, kind, subject, body)
        self.insert("event", [event._asdict()])
        return event

    def last(self) -> Event | None:
        """The last event."""
        place = self._register.tables["event"]
        asked = place.select().order_by(place.c.id.desc()).limit(1)
        row = self._connection.execute(asked).mappings().first()
        return Event(**row) if row else None

    def events_after(self, number: int) -> list[Event]:
        """The events after one."""
        place = self._register.tables["event"]
        asked = place.select().where(place.c.id > number).order_by(place.c.id)
        return [Event(**row) for row in self._connection.execute(asked).mappings()]

    def restore(self, events: Iterable[Event]) -> None:
        """Put back events that were written down elsewhere."""
        self.insert("event", [event._asdict() for event in events])


def _rows(
    sql: Any,  # noqa: ANN401 - of an extra, as the others
    connection: Any,  # noqa: ANN401
    table: Any,  # noqa: ANN401
    given: Mapping[str, object],
) -> list[dict[str, Any]]:
    asked = sql.select(table).order_by(*table.primary_key.columns)
    for name, value in given.items():
        asked = asked.where(table.c[name] == value)
    return [dict(row) for row in connection.execute(asked).mappings()]


def _table(sql: Any, metadata: Any, name: str) -> Any:  # noqa: ANN401 - of an extra
    kinds = {"int": sql.BigInteger, "text": sql.Text}
    columns = []
    for word in COLUMNS[name].split():
        column, _, kind = word.partition(":")
        key = kind.endswith("*")
        columns.append(
            sql.Column(column, kinds[kind.rstrip("*")], primary_key=key, autoincrement=False)
        )
    return sql.Table(name, metadata, *columns)


def _engine(sql: Any, url: str) -> Any:  # noqa: ANN401 - of an extra
    """The database of an address, opened so that a writer waits for the one before."""
    if url.startswith(POSTGRES):
        address = sql.make_url(url).set(drivername="postgresql+pg8000")
        host = address.query.get("host", "")
        if host.startswith("/"):
            port = address.query.get("port", "5432")
            socket = {"unix_sock": f"{host}/.s.PGSQL.{port}"}
            address = address.set(query=socket)
        with wanted():
            return sql.create_engine(address, isolation_level="READ COMMITTED")
    engine = sql.create_engine(url, connect_args={"timeout": 60})

    @sql.event.listens_for(engine, "connect")  # type: ignore[untyped-decorator]
    def _set(connection: Any, _: object) -> None:  # noqa: ANN401 - of the driver
        connection.isolation_level = None
        for setting in ("journal_mode = WAL", "synchronous = FULL"):
            connection.execute(f"PRAGMA {setting}")

    @sql.event.listens_for(engine, "begin")  # type: ignore[untyped-decorator]
    def _begin(connection: Any) -> None:  # noqa: ANN401 - of an extra
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
