"""Small documents of one invented department: what is read of a few tables, and its 错误."""

from __future__ import annotations

from juesuan.auditing import audit
from juesuan.model.finding import Finding
from juesuan.model.reading import Reading
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

HEAD = "青禾市某某中心2023年度部门决算\n\n"


def reading(text: str) -> Reading:
    """What is read of a document."""
    return read_document(open_document("试.md", (HEAD + text).encode()))


def errors(text: str) -> list[Finding]:
    """Its 错误."""
    document = reading(text)
    findings = audit(document, load(document.meta.edition))
    return [finding for finding in findings if finding.severity == "错误"]
