"""Fifty scripted edits of one disclosure: what was mended, what stays and what is new is right."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from juesuan.archive.review_states import Act, ReviewCase, ReviewFinding
from juesuan.model.page import Limits
from juesuan.sources.folders import Source
from juesuan.tasks.audit import audit_file

EDITS, ROUNDS = 50, 22
TEXT = """# 青石县档案馆2023年度部门决算

# 第三部分 2023年度部门决算情况说明
{more}
## 一、收入支出决算总体情况说明

2023年度收入总计100.00万元，支出总计100.00万元。与2022年度相比，收、支总计各增加20.00万元，增长{0}%。

## 二、收入决算情况说明

2023年度收入合计100.00万元，其中：财政拨款收入90.00万元，占{1}%；其他收入10.00万元，占{2}%。
{more}
## 三、支出决算情况说明

2023年度支出合计96.00万元，其中：基本支出72.00万元，占{3}%；项目支出24.00万元，占{4}%。

## 四、财政拨款收入支出决算总体情况说明

2023年度财政拨款收入总计90.00万元，支出总计90.00万元。与2022年度相比，财政拨款收、支总计各增加10.00万元，增长{5}%。
"""
RIGHT = ("25.00", "90.00", "10.00", "75.00", "25.00", "12.50")
WRONG = (
    ("35.00", "52.00"),
    ("80.00", "9.00"),
    ("12.00", "1.00"),
    ("57.00",),
    ("52.00",),
    ("21.50",),
)
MORE = (
    "",
    "\n本馆厉行节约，各项工作平稳有序。\n",
    "\n本年无其他需要说明的事项。\n\n机构人员没有变动。\n",
)
Places = frozenset[int]


class Draft(NamedTuple):
    """A draft: the places at which it is wrong, and its text."""

    wrong: Places
    text: str


def drafts() -> Iterator[Draft]:
    """One draft after another: some errors mended, some made, some numbers wrong otherwise."""
    rnd = random.Random("fifty edits")  # noqa: S311 - edits, no secrets
    wrong: set[int] = {0, 2, 4}
    for _ in range(ROUNDS):
        numbers = [
            rnd.choice(WRONG[at]) if at in wrong else right for at, right in enumerate(RIGHT)
        ]
        yield Draft(frozenset(wrong), TEXT.format(*numbers, more=rnd.choice(MORE)))
        wrong ^= {*rnd.sample(range(len(RIGHT)), rnd.choice((1, 2, 3, 4)))}


def findings_of(text: str) -> tuple[ReviewFinding, ...]:
    report = audit_file(Source("稿.md", text.encode()), "", (), Limits())
    pairs = zip(report.ids, report.findings, strict=True)
    return tuple(ReviewFinding(name, one.severity, one.message) for name, one in pairs)


def names() -> list[str]:
    """The id of the error at each place, from a draft that has no other."""
    ids = []
    for at, wrong in enumerate(WRONG):
        numbers = [wrong[0] if here == at else right for here, right in enumerate(RIGHT)]
        findings = findings_of(TEXT.format(*numbers, more=""))
        (name,) = (finding.id for finding in findings if finding.severity == "错误")
        ids.append(name)
    return ids


def test_what_was_mended_what_stays_and_what_is_new_is_told() -> None:
    places = {name: at for at, name in enumerate(names())}
    assert len(places) == len(RIGHT)
    case, before, edits = ReviewCase(), frozenset[int](), 0
    for number, draft in enumerate(drafts()):
        findings = findings_of(draft.text)
        case = case.after(Act("新稿", "审", "2024-09-01", sha256=str(number), findings=findings))
        fates: dict[str, set[int]] = {"已改正": set(), "仍在": set(), "新增": set()}
        for name, fate in case.fates().items():
            if name in places:
                fates[fate].add(places[name])
        kept = {"已改正": before - draft.wrong, "仍在": before & draft.wrong}
        assert fates == {**kept, "新增": draft.wrong - before}, number
        assert {one.id for one in findings if one.severity == "错误"} <= places.keys()
        assert {name: answer.reason for name, answer in case.answers.items()} == {
            name: name for name in case.answers
        }
        edits += len(before ^ draft.wrong)
        before = draft.wrong
        if number == 0:
            case = case.after(Act("送达", "审", "2024-09-01"))
        for name in {*places} & {one.id for one in findings}:
            answer = Act("答复", "报", "2024-09-01", name, finding=name, answer="说明理由")
            case = case.after(answer)
    assert edits >= EDITS
