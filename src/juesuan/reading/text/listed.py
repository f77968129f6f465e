"""Of whom a comparison without a name is, in a list: 合计…，其中：甲…，乙…，比上年减少…

It may be of the last part or of the whole. It is the part's where the whole's has been told, where
every part before has its own, or where the part has told what it is compared with.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from juesuan.notation.speech.narrative import Subject

PRIOR, BUDGET = "上年", "预算"


@dataclass(slots=True)
class Parts:
    """The parts of a list so far, and of which a comparison of each kind was told.

    `fresh` says that the list begins a sentence, `whole` the kinds told of what it is a list of,
    `kinds` those that the last part told itself, `shared` that its share was told.
    """

    fresh: bool = False
    count: int = 0
    last: Subject | None = None
    shared: bool = False
    whole: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    compared: dict[str, set[int]] = field(default_factory=dict)

    def copy(self) -> Parts:
        """The same, apart."""
        compared = {kind: set(parts) for kind, parts in self.compared.items()}
        return replace(self, whole=set(self.whole), kinds=set(self.kinds), compared=compared)

    def begin(self, *, fresh: bool) -> None:
        """A list begins, of what was told of before."""
        self.fresh, self.count, self.last, self.compared = fresh, 0, None, {}

    def say(self, subject: Subject) -> None:
        """An amount of a part is told."""
        if subject is not self.last:
            self.count, self.last, self.shared, self.kinds = self.count + 1, subject, False, set()

    def clear(self, subject: Subject, kind: str, *, named: bool) -> bool:
        """Whether a comparison of a kind is of the subject; remembered as told."""
        if subject is not self.last:
            if self.count == 0:
                self.whole.add(kind)
            return True
        if named:
            self.kinds.add(kind)
        compared = self.compared.setdefault(kind, set())
        before = set(range(1, self.count)) <= compared
        compared.add(self.count)
        alone = self.count > 1 or self.fresh or self.shared
        return kind in self.whole or kind in self.kinds or (before and alone)

    def settle(self, subject: Subject, kind: str) -> None:
        """A comparison that was not clear has turned out to be of the last part or of the whole."""
        if subject is self.last:
            self.kinds.add(kind)
        else:
            self.whole.add(kind)
