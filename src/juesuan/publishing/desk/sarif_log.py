"""An audit as SARIF 2.1.0, for programs that show results of checks: one run for each document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import quote

from juesuan.model.finding import Severity
from juesuan.model.page import Place
from juesuan.model.review import Change, DeskDocument, DeskFinding
from juesuan.model.versions import Versions
from juesuan.publishing.report.data import dumps
from juesuan.publishing.screen import clean

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
VERSION, FINGERPRINT = "2.1.0", "juesuanFinding/v1"
# A result that is not a failure has the level none: what could not be checked is open.
LEVELS: Mapping[Severity, str] = {
    "错误": "error",
    "提示": "warning",
    "尾差": "note",
    "未核": "none",
}
BASELINES: Mapping[Change, str] = {
    "新增": "new",
    "仍在": "unchanged",
    "已改": "absent",
    "无从核对": "absent",
}
LINED = (".md", ".markdown", ".txt")  # files whose lines are those of the file itself
Object = dict[str, Any]


class SarifRule(NamedTuple):
    """A rule as a log tells it: what it demands, on what basis, how to mend what breaks it."""

    id: str
    says: str
    basis: str
    mend: str


def sarif_text(
    documents: Sequence[DeskDocument], rules: Sequence[SarifRule], versions: Versions
) -> str:
    """The log of some documents; the same documents give the same bytes."""
    runs = [_run(document, rules, versions) for document in documents]
    mark = {"writtenBy": "juesuan"}
    return dumps({"$schema": SCHEMA, "version": VERSION, "properties": mark, "runs": runs})


def _run(document: DeskDocument, rules: Sequence[SarifRule], versions: Versions) -> Object:
    findings = document.rounds
    used = {finding.rule for finding in findings}
    fields = [rule for rule in rules if rule.id in used]
    order = {rule.id: at for at, rule in enumerate(fields)}
    driver = {
        "name": "juesuan",
        "version": versions.program,
        "language": "zh-CN",
        "rules": [_rule(rule) for rule in fields],
        "properties": {"rules": versions.rules},
    }
    return {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "invocations": [_invocation(document)],
        "artifacts": _artifacts(document),
        "results": [_result(document, finding, order) for finding in findings],
        "properties": _about(document),
    }


def _about(document: DeskDocument) -> Object:
    return {
        "department": document.department,
        "year": document.year,
        "edition": document.edition,
        "verdict": document.verdict,
        "coverage": document.coverage._asdict(),
        "skipped": [one._asdict() for one in document.skipped],
    }


def _rule(rule: SarifRule) -> Object:
    texts = {"shortDescription": rule.says, "help": rule.mend}
    fields = {key: {"text": _message(text)} for key, text in texts.items() if text}
    return {
        "id": rule.id,
        **fields,
        **({"properties": {"basis": rule.basis}} if rule.basis else {}),
    }


def _invocation(document: DeskDocument) -> Object:
    """Whether the document was read; where it was not, why."""
    if not document.unread:
        return {"executionSuccessful": True}
    location = {"physicalLocation": _artifact(document, Place())}
    message = {"text": _message(document.unread)}
    fault = {"level": "error", "message": message, "locations": [location]}
    return {"executionSuccessful": False, "toolExecutionNotifications": [fault]}


def _artifacts(document: DeskDocument) -> list[Object]:
    if len(document.files) > 1:
        return [{"location": {"uri": _uri(name)}} for name in document.files]
    hashes = {"hashes": {"sha-256": document.sha256}} if document.sha256 else {}
    return [{"location": {"uri": _uri(document.name)}, **hashes}]


def _artifact(document: DeskDocument, place: Place) -> Object:
    """The file that a place is in, and the line of a file that has lines."""
    several = len(document.files) > 1
    name = place.file or document.files[0] if several else document.name
    index = document.files.index(name) if several and name in document.files else 0
    where: Object = {"artifactLocation": {"uri": _uri(name), "index": index}}
    if place.line and PurePosixPath(name).suffix.casefold() in LINED:
        where["region"] = {"startLine": place.line}
    return where


def _uri(name: str) -> str:
    """A name as a relative reference, percent-encoded."""
    return quote(name.replace("\\", "/").encode("utf-8", "backslashreplace"))


def _result(document: DeskDocument, finding: DeskFinding, order: Mapping[str, int]) -> Object:
    fields = "；".join(filter(None, (finding.message, finding.correction)))
    index = {"ruleIndex": order[finding.rule]} if finding.rule in order else {}
    places = list(dict.fromkeys(finding.places)) or [(Place(), "")]
    first, *others = places
    result = {
        "ruleId": finding.rule,
        **index,
        "level": LEVELS[finding.severity],
        "kind": "open" if finding.severity == "未核" else "fail",
        "message": {"text": _message(fields)},
        "locations": [_location(document, *first) | _logical(finding)],
        "relatedLocations": [
            {"id": at, **_location(document, *spot)} for at, spot in enumerate(others, start=1)
        ],
        "partialFingerprints": {FINGERPRINT: finding.id},
        "properties": _properties(finding),
    }
    if document.waived:
        result["suppressions"] = list(_suppressions(finding))
    if finding.change:
        result["baselineState"] = BASELINES[finding.change]
    return result


def _location(document: DeskDocument, place: Place, text: str) -> Object:
    """A place: the file; page, box, sheet and cell are properties: SARIF has no words of them."""
    fields = {
        "page": place.page,
        "line": place.line,
        "box": list(place.box) if place.box else None,
        "part": place.part,
        "cell": list(place.cell) if place.cell else None,
        "text": text,
    }
    properties = {key: value for key, value in fields.items() if value}
    return {
        "physicalLocation": _artifact(document, place),
        **({"properties": properties} if properties else {}),
    }


def _logical(finding: DeskFinding) -> Object:
    """The cells by their addresses, the first one in words too."""
    if not finding.addresses:
        return {}
    first, *others = finding.addresses
    words = {"decoratedName": clean(finding.where)} if finding.where else {}
    cells = [{"fullyQualifiedName": first, **words}]
    return {"logicalLocations": [*cells, *({"fullyQualifiedName": name} for name in others)]}


def _properties(finding: DeskFinding) -> Object:
    fields: Object = {
        "severity": finding.severity,
        "where": clean(finding.where),
        "basis": finding.basis,
        "because": list(finding.because),
        "change": finding.change,
        "replies": [reply._asdict() for reply in finding.replies],
    }
    if finding.waiver and not finding.holds:
        fields["lapsedWaiver"] = _waiver(finding)
    return {key: value for key, value in fields.items() if value}


def _suppressions(finding: DeskFinding) -> Iterator[Object]:
    if finding.waiver and finding.holds:
        yield {
            "kind": "external",
            "status": "accepted",
            "justification": finding.waiver.reason,
            "properties": {"by": finding.waiver.by, "until": finding.waiver.until},
        }


def _waiver(finding: DeskFinding) -> Object:
    waiver = finding.waiver
    return {key: getattr(waiver, key) for key in ("reason", "by", "until")} if waiver else {}


def _message(text: str) -> str:
    """A text as a message: no placeholder, and no link that a document would have followed."""
    text = clean(text).replace("{", "{{").replace("}", "}}")
    return (
        text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in text else text
    )
