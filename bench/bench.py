"""All measurements, as ratios within one run: speed, memory, and how many slips are found."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "bench")]

from juesuan.auditing import examine  # noqa: E402
from juesuan.auditing.tables.check import Amounts, check_all  # noqa: E402
from juesuan.auditing.tables.diagnosis import diagnose  # noqa: E402
from juesuan.notation.edition import load  # noqa: E402
from juesuan.reading.tables import tables  # noqa: E402
from juesuan.reading.tables.forms import read_forms  # noqa: E402
from juesuan.sources.open import open_document  # noqa: E402
from juesuan.tasks.read import choose_edition  # noqa: E402
from juesuan.tasks.read import read_document as read  # noqa: E402

SAMPLE = ROOT.parent / "shared" / "samples" / "shanghai-putuo-finance-2024.pdf"
EXAMPLE = ROOT / "examples" / "disclosure" / "disclosure.pdf"
RUNS = 9


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """The least seconds of several runs, in a warm process."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def plain_text(data: bytes) -> None:
    """The same pages' text with the same library and nothing else."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def tables_alone(name: str, data: bytes) -> None:
    """The nine tables read and their equations checked, without text, cards and rules."""
    document = open_document(name, data)
    edition = choose_edition(document)
    facts = read_forms(tables(document, edition.marks), edition).facts
    amounts = Amounts(facts)
    diagnose(check_all(facts, edition, amounts), amounts)


def second_reader(path: Path) -> None:
    """The same pages with pdfplumber: text and tables."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()


def speed(path: Path) -> None:
    """Reading and auditing one PDF against its plain text and against a second reader."""
    data = path.read_bytes()
    reading = read(open_document(path.name, data))
    edition = load(reading.meta.edition)
    floor = best(lambda: plain_text(data))
    whole = best(lambda: examine(read(open_document(path.name, data)), edition))
    opened = best(lambda: open_document(path.name, data))
    audit = best(lambda: examine(reading, edition))
    nine = best(lambda: tables_alone(path.name, data))
    other = best(lambda: second_reader(path), runs=1)
    print(f"\n{path.name}: {len(pypdfium2.PdfDocument(data))} pages, warm process")
    print(f"  plain text, same library  {floor * 1e3:8.1f} ms   1.0")
    print(f"  pages, lines and grids    {opened * 1e3:8.1f} ms   {opened / floor:.1f}")
    print(f"  read and audited whole    {whole * 1e3:8.1f} ms   {whole / floor:.1f}  (aim 4)")
    print(
        f"  its nine tables alone     {nine * 1e3:8.1f} ms   whole is {whole / nine:.2f} (aim 1.5)"
    )
    print(f"  audit alone               {audit * 1e3:8.1f} ms        (aim 30 ms)")
    print(
        f"  pdfplumber text + tables  {other * 1e3:8.1f} ms   {other / whole:.1f} of ours  (aim 5)"
    )


def cold(path: Path) -> None:
    """The whole command in a new process, and the memory of its largest process."""
    command = [sys.executable, "-m", "juesuan", "audit", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    elapsed = best(
        lambda: subprocess.run(command, capture_output=True, check=False, env=environment), runs=3
    )
    print(f"  cold command              {elapsed * 1e3:8.1f} ms        (aim 1 s)")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"  peak memory, one process  {peak:8.0f} MB        (aim 200 MB)")


def main() -> None:
    """Print every measurement; `bench.py NAME …` prints only those named."""
    wanted = set(sys.argv[1:])
    parts = ("speed", "mutations", "slips", "score", "books", "prepare")
    for name in parts:
        if wanted and name not in wanted:
            continue
        if name == "speed":
            for path in (SAMPLE, EXAMPLE):
                if path.exists():
                    speed(path)
                    cold(path)
        elif (ROOT / "bench" / f"{name}.py").exists():
            print(f"\n== {name}")
            __import__(name).main()


if __name__ == "__main__":
    main()
