"""Lines of an account book that sum up a day, a month, a page or the year so far."""

from __future__ import annotations

import re

PERIODIC_ROW = "按月、按页的合计行"
PERIODIC = re.compile(
    r"(?:[本当][日旬周月季年期前页]|全年|\d{1,2}月份?)(?:合计|累计|小计|总计|月计|发生额)|月计|日计"
    r"|当前(?:合计|累计|小计)|[承接转过结][前上下次]页|[承接][上前]页|结转[下次][页年期](?:度)?"
    r"|(?:期末|年末|月末)(?:余额|结余)"
)


def is_periodic(text: str) -> bool:
    """Whether a cell says that its row sums up a period or a page."""
    return PERIODIC.fullmatch(re.sub(r"\s", "", text)) is not None
