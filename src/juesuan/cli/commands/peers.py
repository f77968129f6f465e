"""`juesuan peers`: one number among documents of the same kind and year in an archive."""

from __future__ import annotations

from argparse import Namespace

from juesuan.archive.peer_group import FEWEST, PeerGroup, peers
from juesuan.cli.keeping import address_of, archive_of
from juesuan.cli.streams import CLEAN, Trouble, say
from juesuan.publishing.report.data import dumps
from juesuan.publishing.screen import clean

FEW = f"同类不足 {FEWEST} 份，不作统计"
PRESENT = "同类：{} 份；其中没有这个数的另有 {} 份"


def run(words: Namespace) -> int:
    """Tell who the peers are, their middle, and the place of one of them."""
    address = address_of(words)
    if not (words.year or "").isdecimal():
        raise Trouble("--year 要写年度，例如 2023")
    with archive_of(words) as archive:
        group = peers(
            archive,
            address,
            year=int(words.year),
            kind=words.kind or "部门决算",
            region=words.region or "",
            unit=words.unit or "",
        )
    say(_json(group) if words.format == "json" else _text(group))
    return CLEAN


def _text(group: PeerGroup) -> str:
    lines = [PRESENT.format(len(group.peers), group.lacking)]
    if group.middle:
        median, lower, upper = (f"{amount / 10000:.2f}" for amount in group.middle)
        lines.append(f"中位数 {median} 万元，四分位 {lower}—{upper} 万元")
    else:
        lines.append(FEW)
    if group.place:
        first, last = group.place
        lines.append(f"位次：第 {first}{'' if first == last else f'—{last}'} 位（由大到小）")
    for peer in group.peers:
        number = peer.number
        lines.append(f"{clean(number.printed) or '空白'}{clean(number.unit)}  {clean(peer.unit)}")
    return "\n".join(lines) + "\n"


def _json(group: PeerGroup) -> str:
    middle = group.middle._asdict().items() if group.middle else ()
    rows = ({"unit": p.unit, "region": p.region, **p.number._asdict()} for p in group.peers)
    value = {
        "n": len(group.peers),
        "lacking": group.lacking,
        "middle": {name: f"{amount:f}" for name, amount in middle} or None,
        "place": group.place,
        "peers": [*rows],
    }
    return dumps(value)
