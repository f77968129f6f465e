"""Words are found by what stands on both sides of a gap, one of their own characters or none."""

from hypothesis import given
from hypothesis import strategies as st

from juesuan.notation.speech.word_gaps import PAIR, TRIPLE, Gap, WordGaps

WORDS = st.lists(st.text("甲乙丙", min_size=4, max_size=9), max_size=6, unique=True)
Key = tuple[str, str, str]


def every_gap(words: list[str]) -> dict[Key, list[Gap]]:
    """All gaps of all words, by what they are looked up with."""
    gaps: dict[Key, list[Gap]] = {}
    for word in words:
        for skipped in (0, 1):
            last = len(word) - skipped
            keyed: list[tuple[Key, int]] = [
                (("before", word[at - PAIR : at], word[at + skipped :][:PAIR]), at)
                for at in range(PAIR, last)
            ]
            first, behind = word[skipped : skipped + TRIPLE], word[1 + skipped : 1 + skipped + PAIR]
            keyed += [
                (("starts", first[:PAIR], first), 0),
                (("behind", behind, word[0]), 1),
                (("ends", word[last - PAIR : last], word[last - TRIPLE : last]), last),
            ]
            for key, at in keyed:
                gaps.setdefault(key, []).append((word, at, skipped))
    return gaps


@given(WORDS)
def test_every_gap_is_found(words: list[str]) -> None:
    index = WordGaps(words)
    expected = every_gap(words)
    looked_up = {
        (kind, pair, key): sorted(gaps)
        for pair in {key[1] for key in expected}
        for kind, lists in index.beside(pair)._asdict().items()
        for key, gaps in lists.items()
    }
    assert looked_up == {key: sorted(gaps) for key, gaps in expected.items()}


def test_a_pair_of_no_word_has_no_gaps() -> None:
    index = WordGaps(["本年收入合计", "行政运行"])
    assert not any(index.beside("计行"))
    assert index.beside("收入") is index.beside("收入")
    assert index.beside("本年").before["入合"] == [("本年收入合计", 2, 1)]
    assert index.beside("政运").ends["行政运"] == [("行政运行", 3, 1)]
