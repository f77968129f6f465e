"""What was read from one document as rows of the lake: money as whole cents, never a float."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

from juesuan.archive.events import canonical
from juesuan.extras import wanted
from juesuan.model.report import Audited

if TYPE_CHECKING:
    import pyarrow as pa

LARGEST = 2**63 - 1
WHOLE = "000000"  # the region of a document read by an edition of no region
STATES = {"checked": "一致", "tail": "一致", "contradicted": "矛盾", "unchecked": "未核"}


class LakeFact(NamedTuple):
    """One number of a document; the true amount is within `half_cents` half cents of `cents`.

    Both are None where an amount is too large for them; `state` is "" for a blank.
    """

    reading: str
    sha256: str
    department: str
    year: int
    region: str
    edition: str
    address: str
    form: str
    row: str
    column: str
    period: str
    cents: int | None
    half_cents: int | None
    printed: str
    unit: str
    name: str
    state: str
    page: int | None
    line: int | None
    sheet: str
    box: list[float] | None


class LakeClaim(NamedTuple):
    """What a sentence says; `value` and `half` as decimal numbers: 元, or a ratio."""

    reading: str
    sha256: str
    department: str
    year: int
    region: str
    says: str
    relation: str
    value: str
    half: str
    printed: str
    text: str
    page: int | None
    line: int | None
    sheet: str


LakeRow = LakeFact | LakeClaim


def cents(value: Decimal, half: Decimal) -> tuple[int | None, int | None]:
    """An amount ± half in 元 as cents ± half cents; finer amounts widen the half, never narrow."""
    whole = (value * 100).to_integral_value(ROUND_HALF_EVEN)
    wide = ((half * 100 + abs(value * 100 - whole)) * 2).to_integral_value(ROUND_CEILING)
    if abs(whole) > LARGEST or wide > LARGEST:
        return None, None
    return int(whole), int(wide)


def region_of(edition: str) -> str:
    """The region of an edition: 370102 of 2023-370102."""
    return edition.partition("-")[2] or WHOLE


def fact_rows(record: Audited, reading: str) -> list[LakeFact]:
    """The facts of one document, in the order of their addresses."""
    meta = record.meta
    return [
        LakeFact(
            *(reading, record.sha256, meta.department, meta.year or 0),
            *(region_of(meta.edition), meta.edition),
            *(str(fact.address), *fact.address),
            *cents(fact.value, fact.half),
            printed=fact.printed,
            unit=fact.unit,
            name=fact.name,
            state=STATES.get(record.states.get(fact.address, "blank"), ""),
            page=fact.place.page,
            line=fact.place.line,
            sheet=fact.place.part,
            box=list(map(float, fact.place.box)) if fact.place.box else None,
        )
        for fact in sorted(record.reading.facts.values(), key=lambda fact: str(fact.address))
    ]


def claim_rows(record: Audited, reading: str) -> list[LakeClaim]:
    """The claims of one document, in the order of the text."""
    meta = record.meta
    return [
        LakeClaim(
            *(reading, record.sha256, meta.department, meta.year or 0, region_of(meta.edition)),
            *(claim.says, claim.relation, f"{claim.value:f}", f"{claim.half:f}"),
            printed=claim.printed,
            text=claim.text,
            page=claim.place.page,
            line=claim.place.line,
            sheet=claim.place.part,
        )
        for claim in record.reading.claims
    ]


def digest_of(rows: Iterable[LakeRow]) -> str:
    """The SHA-256 of rows, whatever file holds them."""
    digest = hashlib.sha256()
    for line in sorted(canonical(list(row)) for row in rows):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def table_of(kind: type[LakeRow], rows: Sequence[LakeRow]) -> pa.Table:
    """Rows as Arrow, to be written."""
    pa = arrow()
    types = {
        str: pa.string(),
        int: pa.int64(),
        int | None: pa.int64(),
        list[float] | None: pa.list_(pa.float64()),
    }
    schema = pa.schema([(name, types[held]) for name, held in get_type_hints(kind).items()])
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(v, field.type) for v, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def arrow() -> Any:  # noqa: ANN401 - a module that only an extra brings
    """Arrow with its Parquet; raises Lacking where it is not installed."""
    with wanted():
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet  # noqa: PLC0415
    return pa
