"""The lake: facts and claims as Parquet by year and region, one small file a reading, merged later.

A reading's rows are in its own file, or in a merged one that `merged.json` names; whatever else
lies there counts for nothing, so a merge that was broken off loses and doubles nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from juesuan.archive.lake_rows import LakeClaim, LakeFact, LakeRow, arrow, table_of
from juesuan.extras import wanted
from juesuan.publishing.whole import whole_file, write

KINDS: Mapping[str, type[LakeRow]] = {"facts": LakeFact, "claims": LakeClaim}
ORDER = {"facts": ("address", "reading"), "claims": ("reading", "says")}
SEVERAL = 200  # small files of one year and region that are worth a merge
MERGED = "merged.json"
GROUP = 16384  # rows that are read together: one address of many readings takes one or two


class DamagedLake(Exception):
    """Files of the lake that are no Parquet any more, or are gone."""


class LakePart(NamedTuple):
    """Where the rows of one reading are: its key, its year and its region."""

    reading: str
    year: int
    region: str

    @property
    def folder(self) -> str:
        """The folder of its year and region."""
        return f"year={self.year}/region={self.region}"


class Lake:
    """A folder of Parquet files, read by an engine that can open nothing else."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._engine: Any = None
        self._list: tuple[tuple[int, int, int], dict[str, str]] = ((0, 0, 0), {})

    def put(self, part: LakePart, kind: str, rows: Sequence[LakeRow]) -> None:
        """Write the rows of one reading, in place of the same ones."""
        path = self._own(part, kind)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._write(path, table_of(KINDS[kind], rows))

    def paths(self, parts: Iterable[LakePart], kind: str) -> list[str]:
        """The files that hold the rows of these readings."""
        merged = self._merged()
        names = {merged.get(f"{kind}/{part.reading}") or self._name(part, kind) for part in parts}
        return [str(self.root / name) for name in sorted(names)]

    def rows(self, part: LakePart, kind: str) -> list[LakeRow]:
        """All rows of one reading; FileNotFoundError where they are gone."""
        asked = _rows_of(kind)
        return [KINDS[kind](*row) for row in self.query(asked, [*self._file(part, kind)])]

    def fact(self, part: LakePart, address: str) -> LakeFact | None:
        """The number of one reading at an address; FileNotFoundError where its rows are gone."""
        asked = f"{_rows_of('facts')} AND address = ?"
        rows = self.query(asked, [*self._file(part, "facts"), address])
        return LakeFact(*rows[0]) if rows else None

    def _file(self, part: LakePart, kind: str) -> tuple[list[str], str]:
        """The file of one reading, and the name that its rows bear."""
        files = self.paths([part], kind)
        if not Path(files[0]).is_file():
            raise FileNotFoundError(files[0])
        return files, part.reading

    def query(self, asked: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """What an expression over files of the lake comes to; raises DamagedLake."""
        if self._engine is None:
            self._engine = _locked(self.root)
        with wanted():
            from duckdb import Error  # noqa: PLC0415 - an extra
        try:
            rows: list[tuple[Any, ...]] = self._engine.execute(asked, list(values)).fetchall()
        except Error as error:
            raise DamagedLake(str(error)) from error
        return rows

    def replace(self, fresh: Lake) -> None:
        """Take over the files of another lake in place of all of these."""
        fresh.root.mkdir(parents=True, exist_ok=True)
        self._engine = None
        shutil.rmtree(self.root, ignore_errors=True)
        fresh.root.replace(self.root)

    def compact(self, parts: Iterable[LakePart], least: int = 2) -> int:
        """Merge the files of each year and region that has `least` of them; how many it made."""
        folders: dict[str, list[LakePart]] = {}
        for part in parts:
            folders.setdefault(part.folder, []).append(part)
        jobs = [(kind, folders[name]) for name in sorted(folders) for kind in KINDS]
        return sum(self._merge(kind, group, least) for kind, group in jobs)

    def _merge(self, kind: str, parts: Sequence[LakePart], least: int) -> bool:
        """One file of all these readings; the smaller ones go when it stands in the list."""
        before = [Path(path) for path in self.paths(parts, kind)]
        name = self._merged_name(kind, parts)
        if before == [self.root / name]:
            self._sweep(kind, parts)
            return False
        if len(before) < least and len(parts) > 1:
            return False
        pa = arrow()
        keys = pa.array([part.reading for part in parts])
        table = pa.concat_tables(pa.parquet.read_table(path, partitioning=None) for path in before)
        table = table.filter(pa.compute.is_in(table["reading"], keys))
        self._write(self.root / name, table.sort_by([(key, "ascending") for key in ORDER[kind]]))
        listed = self._merged() | {f"{kind}/{part.reading}": name for part in parts}
        write(self.root / MERGED, json.dumps(listed, sort_keys=True, indent=0))
        self._sweep(kind, parts)
        return True

    def _sweep(self, kind: str, parts: Sequence[LakePart]) -> None:
        """Take away what a merge has made needless."""
        live = set(self._merged().values())
        needless = {self._name(part, kind) for part in parts}
        for path in (self.root / kind / parts[0].folder).glob("*.parquet"):
            name = path.relative_to(self.root).as_posix()
            if name in needless or (path.name.startswith("merged-") and name not in live):
                path.unlink(missing_ok=True)

    def _merged(self) -> dict[str, str]:
        """The merged file of each reading that is in one; read again when it is another list."""
        path = self.root / MERGED
        try:
            state = path.stat()
        except FileNotFoundError:
            return {}
        mark = state.st_ino, state.st_mtime_ns, state.st_size
        if self._list[0] != mark:
            self._list = mark, json.loads(path.read_text("utf-8"))
        return self._list[1]

    def _merged_name(self, kind: str, parts: Iterable[LakePart]) -> str:
        keys = "\n".join(sorted(part.reading for part in parts))
        digest = hashlib.sha256(keys.encode()).hexdigest()[:16]
        return f"{kind}/{next(iter(parts)).folder}/merged-{digest}.parquet"

    def _name(self, part: LakePart, kind: str) -> str:
        return f"{kind}/{part.folder}/part-{part.reading}.parquet"

    def _own(self, part: LakePart, kind: str) -> Path:
        return self.root / self._name(part, kind)

    def _write(self, path: Path, table: Any) -> None:  # noqa: ANN401 - a table of Arrow
        with whole_file(path) as beside:
            arrow().parquet.write_table(table, beside, compression="zstd", row_group_size=GROUP)
            with beside.open("rb+") as file:
                os.fsync(file.fileno())


def _rows_of(kind: str) -> str:
    """The question for the rows of one reading."""
    words = ", ".join(f'"{column}"' for column in KINDS[kind]._fields)
    return f"SELECT {words} FROM read_parquet(?, hive_partitioning = false) WHERE reading = ?"  # noqa: S608 - columns of ours


def _locked(root: Path) -> Any:  # noqa: ANN401 - a connection of an extra
    """DuckDB in memory that can read the lake and nothing else, and cannot be unlocked."""
    with wanted():
        import duckdb  # noqa: PLC0415 - an extra
    engine = duckdb.connect(config={"threads": 2})
    home = str(root.absolute()).replace("'", "''")
    for setting in (
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        f"allowed_directories = ['{home}']",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        engine.execute(f"SET {setting}")
    return engine
