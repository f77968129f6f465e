"""How a room is shared out among columns: what each needs, then what each wishes, then the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def shared(needs: Sequence[float], wishes: Iterable[Sequence[float]], room: float) -> list[float]:
    """The widths of the columns, together the whole room.

    Wishes are met in their order, all of one order alike where not all of them can be; what is
    left over widens every column by the same part. Needs that are more than the room shrink.
    """
    widths = list(needs)
    for wished in wishes:
        wants = [max(0.0, wish - wide) for wish, wide in zip(wished, widths, strict=True)]
        spare, wanted = max(0.0, room - sum(widths)), sum(wants)
        part = min(1.0, spare / wanted) if wanted else 0.0
        widths = [wide + want * part for wide, want in zip(widths, wants, strict=True)]
    total = sum(widths)
    return [room * wide / total for wide in widths]
