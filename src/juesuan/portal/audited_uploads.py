"""What becomes of uploaded files: audited in a guarded child, in the form that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import PurePath
from typing import Any, NamedTuple

import juesuan
from juesuan.deliveries import Deliveries, files_of
from juesuan.guard import Failure
from juesuan.model.page import Limits
from juesuan.notation.edition import load
from juesuan.portal.page_frame import REPORT_SCRIPT, Links, framed
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.publishing.report.html.whole_page import audit_body, title_of
from juesuan.sources.folders import Source, parted
from juesuan.tasks.pairing import Prior
from juesuan.tasks.results import Report

NOTHING = "没有选文件：请先选一份决算公开文件"
SEVERAL = (
    "其中不止一份决算，或归属不明：请一次上传一份（它的几个文件可以一起选，或放在一个 ZIP 里）"
)
ONE_FILE = "这种结果只能由一个文件做出：请只选一个文件"
FORMS: Mapping[str, str] = {
    "page": "在网页上看",
    "html": "存一份自成一体的网页",
    "json": "存一份数据（JSON）",
    "mark": "存一份批注版（PDF、DOCX、XLSX 原样加批注）",
    "pack": "存一份审核包（PDF：各页的图、审核结果、答复栏在一个网页里）",
}
"""What an audit is given as."""


class UploadAnswer(NamedTuple):
    """An answer to an upload: its bytes, their kind, the name of a file to be kept, if any."""

    data: bytes
    kind: str = "text/html"
    file: str = ""


def audited_upload(
    files: Sequence[Source], prior: Sequence[Source], form: str, limits: Limits, links: Links
) -> UploadAnswer:
    """The audit of what was uploaded, in one of FORMS; raises PortalRefusal."""
    source = disclosure(files, limits)
    if form in WHOLE:
        return WHOLE[form](source, limits)
    before = Prior(disclosure(prior, limits)) if prior else None
    outcomes = juesuan.audit_all([source], limits=limits, jobs=1, prior=[before])
    report: Report = _value(next(outcome for _, outcome in outcomes))
    if form == "html":
        return UploadAnswer(_bytes(report.to_html()), "text/html", "审核结果.html")
    if form == "json":
        return UploadAnswer(_bytes(report.to_json()), "application/json", "审核结果.json")
    body = audit_body(report, load(report.meta.edition))
    return UploadAnswer(_bytes(framed(title_of(report), body, links, [REPORT_SCRIPT])))


def disclosure(files: Sequence[Source], limits: Limits) -> Source:
    """The one disclosure that uploaded files are; raises PortalRefusal."""
    if not files:
        raise PortalRefusal(422, NOTHING)
    task = partial(juesuan.task, limits=limits)
    items = files_of(files, task)
    sources, aside = parted(items)
    chosen = Deliveries(task, _unheard).one_of(sources, [items])
    if len(chosen) == 1:
        return chosen[0]
    reasons = "；".join(f"“{item.name}”：{item.reason}" for item in aside if item.missed)
    raise PortalRefusal(422, SEVERAL if chosen else reasons or NOTHING, reasons and "refused")


def _marked(source: Source, limits: Limits) -> UploadAnswer:
    copy = _value(juesuan.task("mark:mark_file", _single(source), limits=limits))
    name = f"{PurePath(source.name).stem}-批注版{copy.ending}"
    return UploadAnswer(copy.data, "application/octet-stream", name)


def _packed(source: Source, limits: Limits) -> UploadAnswer:
    packed = _value(juesuan.task("pack:pack_file", _single(source), limits=limits))
    return UploadAnswer(_bytes(packed.page), "text/html", "审核包.html")


WHOLE: Mapping[str, Callable[[Source, Limits], UploadAnswer]] = {"mark": _marked, "pack": _packed}


def _single(source: Source) -> Source:
    if isinstance(source.origin, tuple):
        raise PortalRefusal(422, ONE_FILE)
    return source


def _value(outcome: Any) -> Any:  # noqa: ANN401 - what a child unpickles, as its task made it
    """The value of a task; PortalRefusal in its own words where there is none."""
    if isinstance(outcome, Failure):
        status = 500 if outcome.kind == "fault" else 422
        raise PortalRefusal(status, outcome.message, outcome.kind)
    return outcome


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _unheard(_: object) -> None:
    """Nobody waits for what is told of joinings."""
