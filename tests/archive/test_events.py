"""No event of a chain can be changed, left out or put in unseen."""

from juesuan.archive.events import Event, broken, event_after, read_events


def chain(count: int = 4) -> list[Event]:
    events: list[Event] = []
    for number in range(count):
        last = events[-1] if events else None
        events.append(event_after(last, "2024", "甲", "收件", f"{number}", {"数": number}))
    return events


def test_a_chain_is_sound_and_says_what_was_put_in() -> None:
    events = chain()
    assert list(broken(events)) == []
    assert events[2].says == {"数": 2}
    assert list(read_events(event.line() for event in events)) == events


def test_every_change_of_a_chain_is_seen() -> None:
    events = chain()
    for at in range(4):
        for name in Event._fields:
            words = events[at]._asdict() | {name: 9 if name == "id" else "x"}
            changed = Event(**words)
            assert list(broken([*events[:at], changed, *events[at + 1 :]]))
        if at < 3:
            assert list(broken([*events[:at], *events[at + 1 :]]))
    assert list(broken([events[1], events[0], *events[2:]]))
    forged = event_after(events[0], "2024", "乙", "收件", "1", {"数": 7})
    assert list(broken([events[0], forged, *events[2:]]))
