"""Make the list of everyday words of two characters, which no misprint makes with its neighbours.

Run: python docs/common_words.py dict.txt
The dictionary is that of the package jieba 0.42.1 (MIT): a word, how often it was met, its kind.
A line of the list is a first character and every second one.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / "src/juesuan/editions/wording/common.txt"
WORD = re.compile(r"([\u4e00-\u9fff])([\u4e00-\u9fff])")
OFTEN = 20
PERSON = "nr"


def main() -> None:
    """Write the list beside its licence."""
    seconds: defaultdict[str, set[str]] = defaultdict(set)
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        word, times, kind = line.split()
        pair = WORD.fullmatch(word)
        if pair and int(times) >= OFTEN and not kind.startswith(PERSON):
            seconds[pair[1]].add(pair[2])
    lines = (first + "".join(sorted(second)) for first, second in sorted(seconds.items()))
    HOME.write_text("".join(f"{line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    main()
