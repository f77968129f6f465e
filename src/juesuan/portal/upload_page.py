"""The page where a file is dropped and audited; nothing of it is kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.responses import HTMLResponse, Response

from juesuan.model.page import MB
from juesuan.portal.audited_uploads import FORMS, UploadAnswer, audited_upload
from juesuan.portal.form_tokens import FormTokens
from juesuan.portal.gate import UPLOAD, Gate
from juesuan.portal.page_frame import framed, plain_body
from juesuan.portal.portal_settings import PortalSettings
from juesuan.portal.received_files import received
from juesuan.publishing.markup import Html, element

TITLE = "审核一份决算公开文件"
TAKES = ".pdf,.docx,.doc,.xlsx,.xls,.ods,.html,.htm,.mht,.ofd,.md,.txt,.zip"
KINDS = "PDF、DOCX、XLSX、网页、OFD 等；正文和附表分开的，一起选上，或放在一个 ZIP 里。最大 {} MB。"
PRIOR = "选上它，增减、升降和年初结转就能逐个核对。"
KEPT = "文件在这台机器上读，审完即弃：不保存，不上网。带密级标志的文件不读。"


class UploadPage:
    """The form, and what it leads to."""

    def __init__(self, settings: PortalSettings, tokens: FormTokens, gate: Gate) -> None:
        self._settings, self._tokens, self._gate = settings, tokens, gate
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
        limits = self._settings.limits
        form = await received(request, limits.bytes)
        self._tokens.check(request, form.fields)
        chosen = form.fields.get("form", "page")
        answer = await to_thread.run_sync(
            audited_upload,
            form.files.get("file", ()),
            form.files.get("prior", ()),
            chosen,
            limits,
            self._gate.links(viewer),
            limiter=self._places,
        )
        return _response(answer)

    def _form(self, seed: str) -> Html:
        most = max(1, self._settings.limits.bytes // MB)
        choices = (
            element(
                "label",
                element("input", type="radio", name="form", value=name, checked=name == "page"),
                f" {words}",
            )
            for name, words in FORMS.items()
        )
        parts = (
            self._tokens.field(seed),
            _file_field("file", "本年的公开文件", KINDS.format(most), needed=True),
            _file_field("prior", "上年的公开文件（可以不选）", PRIOR),
            element("fieldset", element("legend", "结果"), *choices),
            element("button", "审核", type="submit"),
            element("p", KEPT, class_="note"),
        )
        form = element("form", *parts, method="post", action=UPLOAD, enctype="multipart/form-data")
        return plain_body(TITLE, element("section", form, class_="sheet"), kind="决算公开审核")


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
        name = quote(answer.file.encode("utf-8", "backslashreplace"), safe="")
        response.headers["content-disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
