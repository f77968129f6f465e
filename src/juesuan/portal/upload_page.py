"""The page where files are dropped and audited; nothing of them is kept, unless it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.responses import HTMLResponse, RedirectResponse, Response

from juesuan.archive.door import Archive
from juesuan.model.page import MB
from juesuan.portal.audited_uploads import FORMS, NOTHING, UploadAnswer, audited_upload
from juesuan.portal.form_tokens import FormTokens
from juesuan.portal.gate import UPLOAD, Gate
from juesuan.portal.kept_uploads import UploadKeeper, handed_in
from juesuan.portal.page_frame import framed, plain_body
from juesuan.portal.portal_page import attachment
from juesuan.portal.portal_refusals import PortalRefusal, not_here
from juesuan.portal.portal_settings import PortalSettings
from juesuan.portal.received_files import Received, received
from juesuan.portal.upload_works import UploadWorks
from juesuan.portal.viewers import Viewer
from juesuan.publishing.markup import Html, element

TITLE = "审核一份决算公开文件"
TAKES = ".pdf,.docx,.doc,.xlsx,.xls,.ods,.html,.htm,.mht,.ofd,.md,.txt,.zip"
KINDS = "PDF、DOCX、XLSX、网页、OFD 等；正文和附表分开的，一起选上，或放在一个 ZIP 里。最大 {} MB。"
PRIOR = "选上它，增减、升降和年初结转就能逐个核对。"
KEPT = "文件在这台机器上读，审完即弃：不保存，不上网。带密级标志的文件不读。"
KEEP = "archive"  # the form that leaves something behind
KEEPS = "收进档案，供查阅和复核（留下原件、各数和审核结果；一次可以收几份）"
ONLY_KEPT = "收进档案的才用得上。"


class UploadPage:
    """The form, and what it leads to."""

    def __init__(
        self,
        settings: PortalSettings,
        tokens: FormTokens,
        gate: Gate,
        works: UploadWorks,
        archive: Archive | None = None,
    ) -> None:
        self._settings, self._tokens, self._gate = settings, tokens, gate
        self._archive, self._works = archive, works
        self._places = CapacityLimiter(settings.jobs)

    async def show(self, request: Any) -> Any:  # noqa: ANN401 - of an extra
        """The form."""
        viewer = self._gate.admitted(request, "upload")
        seed = self._tokens.seed(request)
        page = framed(TITLE, self._form(seed), self._gate.links(viewer))
        return self._tokens.keep(HTMLResponse(page), seed)

    async def take(self, request: Any) -> Any:  # noqa: ANN401 - of an extra
        """The audit of what was uploaded; a place is waited for where all are taken."""
        viewer = self._gate.admitted(request, "upload")
        form = await received(request, self._settings.limits.bytes)
        self._tokens.check(request, form.fields)
        if form.fields.get("form") == KEEP:
            return RedirectResponse(self._keep(form, viewer), 303)
        return await to_thread.run_sync(self._audit, form, viewer, limiter=self._places)

    def _audit(self, form: Received, viewer: Viewer) -> Any:  # noqa: ANN401 - of an extra
        files, prior = (form.files.get(name, ()) for name in ("file", "prior"))
        chosen, links = form.fields.get("form", "page"), self._gate.links(viewer)
        try:
            answer = audited_upload(files, prior, chosen, self._settings.limits, links)
        except PortalRefusal as refusal:
            if self._archive and refusal.unread:
                self._gate.acting(self._archive, viewer).refuse(refusal.unread)
            raise
        return _response(answer)

    def _keep(self, form: Received, viewer: Viewer) -> str:
        """Begin to keep what was uploaded; the address of the page that tells how it stands."""
        files = form.files.get("file", ())
        if self._archive is None:
            raise not_here()
        if not files:
            raise PortalRefusal(422, NOTHING)
        particulars = handed_in(form.fields.get("published", ""), form.fields.get("source", ""))
        archive, limits = self._gate.acting(self._archive, viewer), self._settings.limits
        keeper = UploadKeeper(archive, viewer, particulars, limits)
        return self._works.begin(viewer, partial(keeper.kept, files))

    def _form(self, seed: str) -> Html:
        most = max(1, self._settings.limits.bytes // MB)
        parts = (
            self._tokens.field(seed),
            _file_field("file", "本年的公开文件", KINDS.format(most), needed=True),
            _file_field("prior", "上年的公开文件（可以不选）", PRIOR),
            element("fieldset", element("legend", "结果"), *self._choices()),
            *(_kept_fields() if self._archive else ()),
            element("button", "审核", type="submit"),
            element("p", KEPT, class_="note"),
        )
        form = element("form", *parts, method="post", action=UPLOAD, enctype="multipart/form-data")
        return plain_body(TITLE, element("section", form, class_="sheet"), kind="决算公开审核")

    def _choices(self) -> Iterator[Html]:
        choices = {**FORMS, KEEP: KEEPS} if self._archive else FORMS
        for name, words in choices.items():
            box = element("input", type="radio", name="form", value=name, checked=name == "page")
            yield element("label", box, f" {words}")


def _kept_fields() -> Iterator[Html]:
    """What is known besides of a document that is to be kept."""
    for name, words, kind in (("published", "公开日期", "date"), ("source", "公开网址", "text")):
        box = element("input", type=kind, name=name, id=name, aria_describedby=f"{name}-note")
        label = element("label", f"{words}（可以不填）", for_=name)
        note = element("p", ONLY_KEPT, class_="note", id=f"{name}-note")
        yield element("div", label, box, note, class_="field")


def _file_field(name: str, words: str, note: str, *, needed: bool = False) -> Html:
    box = element(
        "input",
        type="file",
        name=name,
        id=name,
        multiple=True,
        required=needed,
        accept=TAKES,
        aria_describedby=f"{name}-note",
    )
    hint = element("p", note, class_="note", id=f"{name}-note")
    return element("div", element("label", words, for_=name), box, hint, class_="field")


def _response(answer: UploadAnswer) -> Any:  # noqa: ANN401 - of an extra
    response = Response(answer.data, media_type=answer.kind)
    if answer.file:
        response.headers.update(attachment(answer.file))
    return response
