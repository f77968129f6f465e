"""The log: every event of an archive, the newest first, and whether the chain holds."""

from __future__ import annotations

from juesuan.archive.door import Archive
from juesuan.archive.events import broken
from juesuan.portal.archive_shelf import PortalQuestion
from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts

COLUMNS = (
    ("id", "序号"),
    ("at", "时间"),
    ("actor", "谁"),
    ("kind", "事"),
    ("subject", "对象"),
    ("body", "内容"),
)
SOUND = "完好：每一个都接得上前一个"


def log_page(archive: Archive, asked: PortalQuestion) -> PortalPage:
    """All events, or those of a kind or of somebody."""
    events = archive.register.events()
    faults = list(broken(events))
    kind, actor = asked.word("kind"), asked.word("actor")
    rows = tuple(
        texts(event.id, event.at, event.actor, event.kind, event.subject, event.body)
        for event in reversed(events)
        if (not kind or event.kind == kind) and (not actor or event.actor == actor)
    )
    look = "contradicted" if faults else "checked"
    about = (("事件链", PortalCell("；".join(faults) or SOUND, kind=look)),)
    table = PortalTable("events", f"事件 {len(rows)} 个", COLUMNS, rows)
    return PortalPage("日志", "审计", about, (table,))
