"""Books without any balance of the year's beginning: what follows from that is told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from juesuan.model.accounts import Obstacle
from juesuan.preparing.ledger.groups import Groups

FOLLOWING = ("结转为负:", "未转清:")
NAME = "无年初余额"


def with_openings(groups: Groups, problems: Iterable[Obstacle]) -> Iterator[Obstacle]:
    """The problems; where no unit has an opening balance, those that it explains as one."""
    explained: list[Obstacle] = []
    for problem in problems:
        if problem.name.startswith(FOLLOWING) and not groups.sums["opening"].any():
            explained.append(problem)
        else:
            yield problem
    if explained:
        units = "、".join(dict.fromkeys(problem.unit for problem in explained))
        message = (
            f"账簿里没有任何年初余额，单位 {units} 年末的结转结余不对（{explained[0].message}）："
            "请另放一份年初余额表（科目、资金性质、功能分类、项目和年初余额），或导出时带上年初余额"
        )
        yield Obstacle(NAME, message)
