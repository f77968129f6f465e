"""Documents on the desk as the JSON of an audit, and read from it again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from juesuan.model.finding import Coverage, Finding
from juesuan.model.page import Box, Place
from juesuan.model.report import ORDER, Audited
from juesuan.model.review import CHANGES, Change, DeskDocument, DeskFinding, Reply
from juesuan.model.settings import SkippedRule, Waiver
from juesuan.publishing.report.data import SCHEMA, audit_object, dumps
from juesuan.publishing.report.text import correction

Object = Mapping[str, Any]
# What JSON may hold where a key is no such thing: nothing is decided by it, nothing breaks.
WRONG = (KeyError, TypeError, ValueError, AttributeError, IndexError)


class NotAudited(ValueError):
    """Data that no audit of ours wrote; the message says what is wrong with it, in Chinese."""


def filed(record: Audited, name: str) -> tuple[DeskDocument, Object]:
    """A report as the desk keeps it, under the name its file was given by; and its data."""
    data = {**audit_object(record), "path": name}
    return document_of(data), data


def line_of(document: DeskDocument, data: Object) -> str:
    """A document as one line of JSON: its data, and what the desk adds to its findings."""
    if document.unread:
        head = {"schema": SCHEMA, "file": document.name, "sha256": document.sha256}
        line = {**head, "path": document.name, "unread": document.unread}
        return dumps({**line, **_before(document)}, lines=True)
    pairs = zip(data["findings"], document.findings, strict=True)
    findings = [{**item, **_added(finding)} for item, finding in pairs]
    return dumps({**data, "findings": findings, **_before(document)}, lines=True)


def _before(document: DeskDocument) -> Object:
    """What a document has of the rounds before: findings that are gone, and its earlier drafts."""
    keys = {"fixed": [*map(_gone, document.fixed)], "drafts": [*document.drafts]}
    return {key: values for key, values in keys.items() if values}


def _added(finding: DeskFinding) -> dict[str, Any]:
    replies = [reply._asdict() for reply in finding.replies]
    return {"change": finding.change} | ({"replies": replies} if replies else {})


def _gone(finding: DeskFinding) -> dict[str, Any]:
    kept = {key: getattr(finding, key) for key in ("id", "rule", "severity", "message", "where")}
    return kept | {"addresses": [*finding.addresses]} | _added(finding)


def documents_of(text: str) -> list[DeskDocument]:
    """The documents in JSON of audits: one object, or one a line; raises NotAudited."""
    try:
        objects = list(_objects(text))
    except (ValueError, RecursionError) as error:
        raise NotAudited("不是 JSON，或写坏了") from error
    if not objects or not all(map(_is_audit, objects)):
        raise NotAudited("不是 juesuan audit --format json 写出的结果")
    return [document_of(item) for item in objects]


def document_of(item: Object) -> DeskDocument:
    """The document of one object of an audit; raises NotAudited."""
    try:
        return _document(item)
    except WRONG as error:
        raise NotAudited("审核结果不完整，或被改动过") from error


def _objects(text: str) -> Iterator[Object]:
    text = text.removeprefix("\ufeff").strip()
    if text.startswith("{\n"):
        yield json.loads(text)
    else:
        yield from (json.loads(line) for line in text.split("\n") if line.strip())


def _is_audit(item: object) -> bool:
    keys = ("schema", "file", "sha256")
    return isinstance(item, dict) and all(key in item for key in keys) and _listed(item)


def _listed(item: Object) -> bool:
    return "unread" in item or isinstance(item.get("findings"), list)


def _document(item: Object) -> DeskDocument:
    name = _text(item.get("path") or item["file"])
    drafts, fixed = _texts(item.get("drafts", ())), tuple(map(_finding, item.get("fixed", ())))
    if "unread" in item:
        sha, unread = _text(item["sha256"]), _text(item["unread"])
        return DeskDocument(name, sha, unread=unread, fixed=fixed, drafts=drafts)
    counted = item.get("coverage", {})
    coverage = Coverage(*(int(counted.get(field, 0)) for field in Coverage._fields))
    return DeskDocument(
        name=name,
        sha256=_text(item["sha256"]),
        department=_text(item.get("department", "")),
        year=None if item.get("year") is None else int(item["year"]),
        kind=_text(item.get("kind", "")),
        edition=_text(item.get("edition", "")),
        verdict=_text(item.get("verdict", "")),
        coverage=coverage,
        findings=tuple(map(_finding, item["findings"])),
        fixed=fixed,
        drafts=drafts,
        unread_forms=tuple(
            _text(form["id"])
            for form in item.get("forms", ())
            if form["state"] in ("missing", "unreadable")
        ),
        files=tuple(_text(file["name"]) for file in item.get("files", ())),
        skipped=tuple(
            SkippedRule(_text(one["rule"]), _text(one["reason"])) for one in item.get("skipped", ())
        ),
    )


def _finding(item: Object) -> DeskFinding:
    severity = next(word for word in (*ORDER, None) if word in (item["severity"], None))
    if severity is None:
        raise NotAudited(f"没有“{item['severity']}”这一等级")
    actual, expected = _text(item.get("actual", "")), _text(item.get("expected", ""))
    message = _text(item["message"])
    judged = Finding("", severity, message, actual=actual, expected=expected)
    return DeskFinding(
        id=_text(item["id"]),
        rule=_text(item["rule"]),
        severity=severity,
        message=message,
        where=_text(item.get("where", "")),
        correction=correction(judged),
        basis=_text(item.get("basis", "")),
        addresses=_texts(item.get("addresses", ())),
        places=tuple((_place(spot), _text(spot["text"])) for spot in item.get("places", ())),
        because=_texts(item.get("because", ())),
        actual=actual,
        change=_change(item),
        replies=tuple(Reply(*map(_text, _reply(one))) for one in item.get("replies", ())),
        waiver=_waiver(item),
        holds=item.get("waiver", {}).get("holds") is True,
    )


def _change(item: Object) -> Change:
    """How a finding stands to the round before it; "" where there was none."""
    word = item.get("change", "")
    change = next((one for one in ("", *CHANGES) if one == word), None)
    if change is None:
        raise NotAudited(f"没有“{word}”这一变化")
    return change


def _waiver(item: Object) -> Waiver | None:
    waiver = item.get("waiver")
    if waiver is None:
        return None
    reason, by, until = (_text(waiver[key]) for key in ("reason", "by", "until"))
    return Waiver(_text(item["id"]), reason, by, until)


def _reply(item: Object) -> Iterator[str]:
    return (item[key] if key in ("mark", "text") else item.get(key, "") for key in Reply._fields)


def _place(spot: Object) -> Place:
    box, cell = spot.get("box"), spot.get("cell")
    return Place(
        page=_number(spot.get("page")),
        line=_number(spot.get("line")),
        box=Box(*map(float, box)) if box else None,
        part=_text(spot.get("part", "")),
        cell=(int(cell[0]), int(cell[1])) if cell else None,
        file=_text(spot.get("file", "")),
    )


def _number(value: int | None) -> int | None:
    return None if value is None else int(value)


def _text(value: str) -> str:
    if not isinstance(value, str):
        raise NotAudited("应当是文字的不是文字")
    return value


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(_text, values))
