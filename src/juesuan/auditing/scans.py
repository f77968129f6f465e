"""Numbers recognised in a scan: what contradicts them may be a misread digit, and is no error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from juesuan.model.finding import Finding
from juesuan.model.number import Address, Facts

DOUBT = "（其中有从扫描件识别出的字，可能是识别有误，不算错误：请对照原件）"
SCANNED = "格式.扫描"  # what reading says of the pages themselves
JUDGED = ("错误", "提示")


def doubted(finding: Finding, facts: Facts) -> Finding:
    """A finding as it is; one that rests on a scan as unchecked, with what to do."""
    if finding.severity not in JUDGED or finding.rule == SCANNED:
        return finding
    places = [place for place, _ in finding.places]
    scanned = any(place.scanned for place in places) or rests_on_scan(finding.addresses, facts)
    if not scanned:
        return finding
    return replace(finding, severity="未核", message=f"{finding.message}{DOUBT}", scanned=True)


def rests_on_scan(addresses: Iterable[Address], facts: Facts) -> bool:
    """Whether any of these numbers was recognised in a scan."""
    return any(address in facts and facts[address].place.scanned for address in addresses)
