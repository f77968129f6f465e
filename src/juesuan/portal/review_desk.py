"""What is done in a review from a page: answers of the department, decisions of the reviewer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from anyio import to_thread
from starlette.responses import HTMLResponse, RedirectResponse, Response

from juesuan.archive.archive_waivers import WAIVED
from juesuan.archive.door import Archive
from juesuan.archive.review_cases import APPROVED, draft_findings
from juesuan.archive.review_states import (
    LEADS,
    Act,
    ActKind,
    ActRefused,
    AnswerKind,
    FindingAnswer,
    ReviewFinding,
)
from juesuan.model.page import Limits
from juesuan.portal.form_tokens import FormTokens
from juesuan.portal.gate import Gate
from juesuan.portal.given_files import MARKED, PACK
from juesuan.portal.portal_page import PortalPage, to
from juesuan.portal.portal_refusals import PortalRefusal, not_here
from juesuan.portal.received_files import received
from juesuan.portal.returned_answers import answers_page, returned_answers
from juesuan.portal.review_view import REVIEWS, ReviewSubject, review_of, review_page, today
from juesuan.portal.viewers import Viewer, ViewerRole
from juesuan.portal.waiver_form import WAIVE, day_of, waiver_fields, waiver_of
from juesuan.publishing.markup import Html, element, joined
from juesuan.sources.folders import Source

ACTS: Mapping[ViewerRole, tuple[ActKind, ...]] = {
    "填报": ("答复", "提交"),
    "审核": ("新稿", "送达", "复审", "退回", "通过", "公开", "撤回"),
}
"""What each role does in a review."""

ANSWERS: tuple[AnswerKind, ...] = ("属实，将改", "说明理由", "系统误读", "豁免")
DOES: Mapping[ActKind, str] = {
    "新稿": "用档案里最新的一稿（开始复核，或换稿）",
    "送达": "送部门处理",
    "复审": "收回复审",
    "退回": "退回部门（写明原因）",
    "通过": "通过",
    "公开": "公开（审核结果就此定住）",
    "撤回": "撤回公开（写明原因）",
    "提交": "提交给审核人",
}
NOT_YOURS = "您的账号不能做这一步"
READ_IN = "读入"
TAKES = ".pdf,.docx,.xlsx,.json"
FILL_IN = "，在里面逐条答复之后交回这里；填好的汇总工作簿（汇总.xlsx）也可以。"


class ReviewDesk:
    """The page of one review, and what its forms do."""

    def __init__(
        self,
        archive: Archive,
        tokens: FormTokens,
        gate: Gate,
        limits: Limits,
        day: Callable[[], str] = today,
    ) -> None:
        self._archive, self._tokens, self._gate, self._day = archive, tokens, gate, day
        self._limits = limits

    async def show(self, request: Any) -> Any:  # noqa: ANN401 - of an extra
        """The page of a review."""
        viewer = self._gate.admitted(request, "review")
        seed = self._tokens.seed(request)
        sha256, _, ending = request.path_params["sha256"].partition(".")

        def shown() -> PortalPage:
            archive = self._gate.seen(self._archive, viewer)
            review = review_of(archive, sha256)
            forms = joined("\n", _forms(review, viewer, self._tokens.field(seed)))
            return review_page(archive, review, forms)

        page = await to_thread.run_sync(shown)
        if ending == "json":
            return Response(page.to_json(), media_type="application/json")
        if ending == "csv":
            return Response(page.to_csv(), media_type="text/csv")
        if ending:
            raise not_here()
        html = page.to_html(to(REVIEWS, sha256), self._gate.links(viewer))
        return self._tokens.keep(HTMLResponse(html), seed)

    async def take(self, request: Any) -> Any:  # noqa: ANN401 - of an extra
        """One act; back to the page."""
        viewer = self._gate.admitted(request, "review")
        form = await received(request, self._limits.bytes)
        self._tokens.check(request, form.fields)
        sha256 = request.path_params["sha256"]
        if form.fields.get("act") == READ_IN:
            page = await to_thread.run_sync(self._read_in, viewer, sha256, form.files)
            return HTMLResponse(page.to_html("", self._gate.links(viewer)))
        await to_thread.run_sync(self._act, viewer, sha256, form.fields)
        return RedirectResponse(to(REVIEWS, sha256), 303)

    def _read_in(
        self, viewer: Viewer, sha256: str, files: Mapping[str, Sequence[Source]]
    ) -> PortalPage:
        """Take the answers out of a file of the department."""
        archive = self._gate.seen(self._archive, viewer)
        review = review_of(archive, sha256)
        if viewer.role != "填报":
            raise PortalRefusal(403, NOT_YOURS)
        if review.case.state not in LEADS["答复"]:
            raise PortalRefusal(409, f"“{review.case.state}”时不能答复")
        (file, *_) = files.get("replies", ()) or (Source("", b""),)
        answers = returned_answers(file, review.case, self._limits)
        for answer in answers:
            if not answer.fault:
                act = Act("答复", viewer.name, self._day(), answer.reason)
                act = act._replace(finding=answer.finding, answer=answer.kind)
                self._done(archive, review.subject, act)
        return answers_page(answers, review.document.unit, to(REVIEWS, sha256))

    def _done(self, archive: Archive, subject: str, act: Act) -> None:
        try:
            archive.act(subject, act)
        except ActRefused as refused:
            raise PortalRefusal(409, str(refused)) from refused

    def _act(self, viewer: Viewer, sha256: str, fields: Mapping[str, str]) -> None:
        archive = self._gate.seen(self._archive, viewer)
        review = review_of(archive, sha256)
        if fields.get("act") == APPROVED and viewer.role == "审核":
            archive.note(APPROVED, review.subject, {"on": day_of(fields.get("on", ""))})
            return
        if fields.get("act") == WAIVE and viewer.role == "审核":
            waiver = waiver_of(review, viewer, fields)
            archive.note(WAIVED, waiver.finding, waiver.body)
            return
        kinds = ACTS.get(viewer.role, ())
        kind = next((kind for kind in kinds if kind == fields.get("act")), None)
        if kind is None:
            raise PortalRefusal(403, NOT_YOURS)
        act = Act(kind, viewer.name, self._day(), fields.get("reason", "").strip())
        self._done(archive, review.subject, _filled(act, archive, review, fields))


def _filled(act: Act, archive: Archive, review: ReviewSubject, fields: Mapping[str, str]) -> Act:
    """An act with what its kind needs besides."""
    act = act._replace(waived=tuple(sorted(review.waived)))
    if act.kind == "新稿":
        sha256 = review.document.sha256
        return act._replace(sha256=sha256, findings=draft_findings(archive, sha256))
    if act.kind == "答复":
        answer = next((one for one in ANSWERS if one == fields.get("answer")), None)
        until = day_of(fields.get("until", "")) if answer == "豁免" else ""
        finding = fields.get("finding", "")
        return act._replace(finding=finding, answer=answer, expires_on=until)
    return act


def _forms(review: ReviewSubject, viewer: Viewer, token: Html) -> Iterator[Html]:
    """What somebody may do in the state at hand."""
    state = review.case.state
    possible = [kind for kind in ACTS.get(viewer.role, ()) if state in LEADS[kind]]
    if "答复" in possible:
        yield _form(review, [token, *_reading_in(review.document.sha256)], "从填好的文件读入答复")
        for finding in review.case.findings:
            yield _folded(review, finding, token)
    decisions = [kind for kind in possible if kind != "答复"]
    if decisions:
        yield _form(review, [token, *_deciding(decisions)], "下一步")
    if viewer.role == "审核":
        yield _form(review, [token, *_approving()], "批复日期")
    if viewer.role == "审核" and review.case.findings:
        yield _form(review, [token, *waiver_fields(review, viewer)], WAIVE)


def _form(review: ReviewSubject, inside: list[Html], heading: str) -> Html:
    action = to(REVIEWS, review.document.sha256)
    form = element("form", *inside, method="post", action=action, enctype="multipart/form-data")
    return element("section", element("h2", heading), form, class_="sheet")


def _folded(review: ReviewSubject, finding: ReviewFinding, token: Html) -> Html:
    """The form of one finding, open as long as it has no answer."""
    answer = review.case.answers.get(finding.id)
    state = f"已答复：{answer.kind}" if answer else "未答复"
    summary = element("summary", f"{finding.severity}（{state}）{finding.message}")
    action = to(REVIEWS, review.document.sha256)
    inside = (token, *_answering(finding, answer))
    form = element("form", *inside, method="post", action=action, enctype="multipart/form-data")
    return element("details", summary, form, class_="sheet", open=answer is None)


def _answering(finding: ReviewFinding, answer: FindingAnswer | None) -> Iterator[Html]:
    yield element("input", type="hidden", name="act", value="答复")
    yield element("input", type="hidden", name="finding", value=finding.id)
    kind, reason, until = (answer.kind, answer.reason, answer.expires_on) if answer else ("",) * 3
    options = (element("option", one, value=one, selected=one == kind) for one in ANSWERS)
    yield _field("答复 ", element("select", *options, name="answer"))
    yield _field("理由 ", element("textarea", reason, name="reason", maxlength="2000"))
    yield _field("豁免到哪一天 ", element("input", type="date", name="until", value=until or None))
    yield element("button", "记下答复", type="submit")


def _reading_in(sha256: str) -> Iterator[Html]:
    """Where answers are read out of a file, and where the files are from."""
    yield element("input", type="hidden", name="act", value=READ_IN)
    links = (element("a", word, href=to("文件", sha256, word)) for word in (MARKED, PACK))
    yield element("p", "取", joined("、", links), FILL_IN, class_="note")
    box = element("input", type="file", name="replies", required=True, accept=TAKES)
    yield _field("填好的文件 ", box)
    yield element("button", "读入答复", type="submit", class_="quiet")


def _deciding(kinds: Sequence[ActKind]) -> Iterator[Html]:
    options = (element("option", DOES[kind], value=kind) for kind in kinds)
    yield _field("做 ", element("select", *options, name="act"))
    yield _field("原因 ", element("textarea", name="reason", maxlength="2000"))
    yield element("button", "确定", type="submit")


def _approving() -> Iterator[Html]:
    yield element("input", type="hidden", name="act", value=APPROVED)
    yield _field("财政批复的日期 ", element("input", type="date", name="on", required=True))
    yield element("button", "记下", type="submit")


def _field(words: str, box: Html) -> Html:
    return element("div", element("label", words, box), class_="field")
