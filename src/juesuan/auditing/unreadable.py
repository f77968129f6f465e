"""What stands in a document and could not be read: never passed, always said."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.model.finding import Finding
from juesuan.model.reading import Reading, Unread

MOST = 12


def unread(reading: Reading) -> Iterator[Finding]:
    """One 未核 for each form and kind of reason; repeated rows are a rule of their own."""
    kinds: dict[tuple[str, str], list[Unread]] = {}
    for item in reading.unread:
        if item.kind != "repeated":
            kinds.setdefault((item.form, _kind(item)), []).append(item)
    for (form, kind), items in kinds.items():
        state = reading.facts.forms.get(form)
        where = f"{state.title}：" if state and state.title not in kind else ""
        shown = "、".join(f"“{item.text}”" for item in items[:MOST] if item.text)
        more = f"等 {len(items)} 处" if len(items) > 1 else ""
        ends = "" if items[0].kind == "other" else "，未能读取"
        yield Finding(
            "未读",
            "未核",
            f"{where}{kind}{ends}：{shown}{more}" if shown else f"{where}{kind}",
            places=tuple((item.place, item.text) for item in items),
            because=tuple(dict.fromkeys(item.reason for item in items)),
            key=f"{form}|{kind}",
        )


def _kind(item: Unread) -> str:
    """A reason without the cell it speaks of."""
    return "不是完整的金额" if item.kind == "amount" else item.reason
