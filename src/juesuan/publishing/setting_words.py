"""What an office has settled, in words: rules not checked, waivers that hold or are past."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.model.settings import SkippedRule, Waiver
from juesuan.publishing.screen import clean

LISTED = 8


def waiver_words(waiver: Waiver) -> str:
    """Who lets a finding pass, why, and until when."""
    return clean(f"豁免至 {waiver.until}（{waiver.by}）：{waiver.reason}")


def lapsed_words(waiver: Waiver) -> str:
    """That a waiver is past its last day."""
    return clean(f"豁免已于 {waiver.until} 到期，不再算豁免（{waiver.by}：{waiver.reason}）")


def skipped_words(skipped: Sequence[SkippedRule]) -> list[str]:
    """By which rules nothing was checked, a line for each reason."""
    reasons: dict[str, list[str]] = {}
    for rule, reason in skipped:
        reasons.setdefault(reason, []).append(rule)
    return [clean(f"未按规则{_named(names)}审核：{reason}") for reason, names in reasons.items()]


def _named(names: Sequence[str]) -> str:
    words = "、".join(f"“{name}”" for name in names[:LISTED])
    return f"{words}等 {len(names)} 条" if names[LISTED:] else words
