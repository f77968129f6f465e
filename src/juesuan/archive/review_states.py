"""Review of one disclosure as a fold over what was done: nothing is stored but the acts.

收件 → 已审 → 待部门处理 → 已答复 → 复审 → 通过 → 已公开; 退回 leads back, 撤回 to a new version.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

ReviewState = Literal["收件", "已审", "待部门处理", "已答复", "复审", "通过", "已公开", "已撤回"]
ActKind = Literal["新稿", "送达", "答复", "提交", "复审", "退回", "通过", "公开", "撤回"]
AnswerKind = Literal["属实，将改", "说明理由", "系统误读", "豁免"]
Fate = Literal["已改正", "仍在", "新增"]

LEADS: Mapping[ActKind, Mapping[ReviewState, ReviewState]] = {
    "新稿": {
        "收件": "已审",
        "已审": "已审",
        "待部门处理": "待部门处理",
        "复审": "复审",
        "已撤回": "已审",
    },
    "送达": {"已审": "待部门处理"},
    "答复": {"待部门处理": "待部门处理"},
    "提交": {"待部门处理": "已答复"},
    "复审": {"已答复": "复审"},
    "退回": {"复审": "待部门处理"},
    "通过": {"已审": "通过", "复审": "通过"},
    "公开": {"通过": "已公开"},
    "撤回": {"已公开": "已撤回"},
}
"""What each act leads to, by the state it is done in; in any other it is not allowed."""

REASONED = ("退回", "撤回")  # acts that need a reason
SETTLING = ("说明理由", "系统误读", "豁免")  # answers after which an 错误 may be passed


class ActRefused(Exception):
    """An act that cannot be done now; the message says why."""


class ReviewFinding(NamedTuple):
    """A finding of a draft; `id` is the same in every draft that has it."""

    id: str
    severity: str
    message: str


class FindingAnswer(NamedTuple):
    """What is answered to a finding, why, and by whom; a 豁免 ends on a day, as 2024-12-31."""

    kind: AnswerKind
    by: str
    reason: str = ""
    expires_on: str = ""


class Act(NamedTuple):
    """One thing done, on a day, by somebody: a new draft brings findings, an answer is to one.

    `waived` are the findings that waivers of the archive let pass on that day.
    """

    kind: ActKind
    by: str
    on: str
    reason: str = ""
    sha256: str = ""
    findings: tuple[ReviewFinding, ...] = ()
    finding: str = ""
    answer: AnswerKind | None = None
    expires_on: str = ""
    waived: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """How the review of one disclosure stands.

    `findings` are those of the draft at hand, `gone` those that were in the draft before and are
    not in this one; answers stay with their findings. `frozen` holds one entry for each time it
    was published: the draft and its findings as they stood then.
    """

    state: ReviewState = "收件"
    sha256: str = ""
    findings: tuple[ReviewFinding, ...] = ()
    gone: tuple[ReviewFinding, ...] = ()
    fresh: frozenset[str] = frozenset()
    answers: Mapping[str, FindingAnswer] = field(default_factory=dict)
    frozen: tuple[tuple[str, tuple[ReviewFinding, ...]], ...] = ()

    def fates(self) -> dict[str, Fate]:
        """What became of each finding since the draft before."""
        here: dict[str, Fate] = {
            finding.id: "新增" if finding.id in self.fresh else "仍在" for finding in self.findings
        }
        return {**here, **dict.fromkeys((finding.id for finding in self.gone), "已改正")}

    def open(self, on: str, waived: Collection[str] = ()) -> tuple[ReviewFinding, ...]:
        """The 错误 that stand in the way of passing on that day; none that is waived does."""
        errors = (finding for finding in self._errors() if finding.id not in waived)
        return tuple(finding for finding in errors if not self._settled(finding.id, on))

    def _errors(self) -> Iterator[ReviewFinding]:
        return (finding for finding in self.findings if finding.severity == "错误")

    def _settled(self, finding: str, on: str) -> bool:
        answer = self.answers.get(finding)
        if answer is None or answer.kind not in SETTLING:
            return False
        return answer.kind != "豁免" or on <= answer.expires_on

    def after(self, act: Act) -> ReviewCase:
        """The case after an act; raises ActRefused."""
        state = LEADS[act.kind].get(self.state)
        if state is None:
            raise ActRefused(f"“{self.state}”时不能{act.kind}")
        self._refuse(act)
        if act.kind == "新稿":
            return self._with_draft(act, state)
        if act.kind == "答复" and act.answer:
            answer = FindingAnswer(act.answer, act.by, act.reason, act.expires_on)
            return replace(self, state=state, answers={**self.answers, act.finding: answer})
        if act.kind == "公开":
            frozen = (*self.frozen, (self.sha256, self.findings))
            return replace(self, state=state, frozen=frozen)
        return replace(self, state=state)

    def _refuse(self, act: Act) -> None:
        """ActRefused where an act lacks what it needs."""
        if act.kind in REASONED and not act.reason:
            raise ActRefused(f"{act.kind}要写明原因")
        if act.kind == "答复":
            self._refuse_answer(act)
        if act.kind == "提交" and (waiting := self._unanswered(act.waived)):
            raise ActRefused(f"还有 {len(waiting)} 条“错误”没有答复：{waiting[0].message}")
        if act.kind in ("通过", "公开") and (errors := self.open(act.on, act.waived)):
            raise ActRefused(f"还有 {len(errors)} 条“错误”没有了结：{errors[0].message}")

    def _refuse_answer(self, act: Act) -> None:
        if act.finding not in {finding.id for finding in self.findings}:
            raise ActRefused("这一稿里没有这条审核结果")
        if act.answer is None:
            raise ActRefused("答复要选一种：属实，将改；说明理由；系统误读；豁免")
        if act.answer in SETTLING and not act.reason:
            raise ActRefused(f"{act.answer}要写明原因")
        if act.answer == "豁免" and not act.expires_on:
            raise ActRefused("豁免要写明到哪一天")

    def _unanswered(self, waived: Collection[str]) -> list[ReviewFinding]:
        settled = {*self.answers, *waived}
        return [finding for finding in self._errors() if finding.id not in settled]

    def _with_draft(self, act: Act, state: ReviewState) -> ReviewCase:
        """The case with another draft: findings are matched by id."""
        before = {finding.id for finding in self.findings}
        now = {finding.id for finding in act.findings}
        return replace(
            self,
            state=state,
            sha256=act.sha256,
            findings=act.findings,
            gone=tuple(finding for finding in self.findings if finding.id not in now),
            fresh=frozenset(now - before),
        )


def case_of(acts: Iterable[Act]) -> ReviewCase:
    """How a review stands after all that was done, in its order; raises ActRefused."""
    case = ReviewCase()
    for act in acts:
        case = case.after(act)
    return case
