"""The form by which a reviewer lets a finding pass: in a document, a department, a region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from juesuan.archive.archive_waivers import SCOPES, ArchiveWaiver, WaiverScope, scope_of
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.portal.review_view import ReviewSubject
from juesuan.portal.viewers import Viewer
from juesuan.publishing.markup import Html, element

WAIVE = "豁免一条审核结果"
WHERE: Mapping[WaiverScope, str] = {
    "文件": "只在这一份文件",
    "部门": "这个部门的各年各稿",
    "地区": "这个地区的各部门",
}
NO_DAY = "日期要写成 2024-08-30 的样子"
NO_FINDING = "这一稿里没有这条审核结果"
NO_SCOPE = "您所管的不到这个范围：豁免只能给到所管的部门或地区"
NO_REASON = "豁免要写明原因"
NOTE = "到期之后不再算数；要收回，把日期写成已经过去的一天，再记一次。"
LONGEST, SHORT = 2000, 60


def day_of(text: str) -> str:
    """A day as it is written everywhere; PortalRefusal where it is none."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise PortalRefusal(422, NO_DAY) from error


def waiver_of(review: ReviewSubject, viewer: Viewer, fields: Mapping[str, str]) -> ArchiveWaiver:
    """The waiver that a form asks for; PortalRefusal where it cannot be given."""
    names = {finding.id: finding.message for finding in review.case.findings}
    finding, reason = fields.get("finding", ""), fields.get("reason", "").strip()[:LONGEST]
    if finding not in names:
        raise PortalRefusal(409, NO_FINDING)
    scope = next((one for one in _scopes(review, viewer) if one == fields.get("scope")), None)
    if scope is None:
        raise PortalRefusal(403, NO_SCOPE)
    if not reason:
        raise PortalRefusal(422, NO_REASON)
    of, until = scope_of(review.document, scope), day_of(fields.get("until", ""))
    return ArchiveWaiver(finding, scope, of, names[finding], reason, viewer.name, until)


def waiver_fields(review: ReviewSubject, viewer: Viewer) -> Iterator[Html]:
    """The fields of the form."""
    yield element("input", type="hidden", name="act", value=WAIVE)
    findings = (
        element("option", f"{one.severity}：{one.message[:SHORT]}", value=one.id)
        for one in review.case.findings
    )
    yield _field("审核结果 ", element("select", *findings, name="finding"))
    scopes = (element("option", WHERE[one], value=one) for one in _scopes(review, viewer))
    yield _field("范围 ", element("select", *scopes, name="scope"))
    yield _field("原因 ", element("textarea", name="reason", maxlength=str(LONGEST)))
    yield _field("到哪一天 ", element("input", type="date", name="until", required=True))
    yield element("button", "记下豁免", type="submit", class_="quiet")
    yield element("p", NOTE, class_="note")


def _scopes(review: ReviewSubject, viewer: Viewer) -> list[WaiverScope]:
    """The scopes that somebody may let a finding pass in: a region only by who reviews it."""
    words = [word for word in viewer.unit.split("、") if word.isascii() and word.isdecimal()]
    whole = not viewer.unit or any(review.document.region.startswith(word) for word in words)
    return [scope for scope in SCOPES if scope != "地区" or whole]


def _field(words: str, box: Html) -> Html:
    return element("div", element("label", words, box), class_="field")
