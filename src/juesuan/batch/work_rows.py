"""What a batch has done: one small file a document, named by what was to be done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from juesuan.archive.events import canonical
from juesuan.archive.lake import LakePart
from juesuan.archive.lake_rows import LakeRow, digest_of, region_of
from juesuan.archive.register_rows import finding_rows, reading_key
from juesuan.model.report import Audited
from juesuan.publishing.whole import write

RowKind = Literal["results", "quarantine"]
Row = dict[str, Any]


def work_key(sha256: str, program: str, rules: str) -> str:
    """What is to be done: these bytes, by this program and these rules."""
    return hashlib.sha256(f"{sha256}\n{program}\n{rules}".encode()).hexdigest()[:32]


def result_row(key: str, record: Audited, rows: list[LakeRow]) -> Row:
    """What came of one document: whose it is, how much was checked, what was found."""
    findings = [
        {name: value for name, value in row.items() if name != "sha256"}
        for row in finding_rows(record)
    ]
    return {
        "key": key,
        "sha256": record.sha256,
        "file": record.file,
        "reading": reading_key(record),
        "department": record.meta.department,
        "year": record.meta.year or 0,
        "region": region_of(record.meta.edition),
        "kind": record.meta.kind,
        "edition": record.meta.edition,
        "coverage": record.coverage._asdict(),
        "rows": len(rows),
        "digest": digest_of(rows),
        "findings": findings,
    }


class WorkRows:
    """The rows of a batch in a folder; a row is there whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def has(self, key: str) -> bool:
        """Whether that was done, or given up."""
        return any(self._path(kind, key).is_file() for kind in ("results", "quarantine"))

    def put(self, kind: RowKind, row: Row) -> None:
        """Write one row."""
        path = self._path(kind, row["key"])
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, canonical(row) + "\n")

    def all(self, kind: RowKind) -> Iterator[Row]:
        """All rows in the order of their keys."""
        for path in sorted((self.root / kind).glob("*/*.json")):
            if not path.name.startswith("."):
                yield json.loads(path.read_text("utf-8"))

    def gather(self, kind: RowKind) -> int:
        """Write all rows into one file of lines of JSON; how many there are."""
        lines = [canonical(row) + "\n" for row in self.all(kind)]
        write(self.root / f"{kind}.jsonl", "".join(lines))
        return len(lines)

    def parts(self) -> list[LakePart]:
        """Where the lake holds the numbers of all that was done."""
        return [LakePart(row["reading"], row["year"], row["region"]) for row in self.all("results")]

    def _path(self, kind: str, key: str) -> Path:
        return self.root / kind / key[:2] / f"{key}.json"
