"""The whole way, as a user would go it: books to tables to a disclosure; a planted page audited."""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
SET = HERE.parent / "out" / "demo"
CLEAN, ERRORS_FOUND = 0, 1  # exit statuses of an audit


def command() -> str:
    """Return the installed `juesuan` of this very environment."""
    found = shutil.which("juesuan", path=Path(sys.executable).parent)
    if found is None:
        sys.exit("juesuan is not installed beside this Python: run `make demo`")
    return found


def run(expected: int, *words: str | Path) -> bool:
    """Run one command, tell the time it took, and say whether it ended as it should."""
    shown = [
        w.relative_to(HERE.parent) if isinstance(w, Path) and w.is_relative_to(HERE.parent) else w
        for w in words
    ]
    print(f"\n$ juesuan {' '.join(map(str, shown))}\n", flush=True)
    start = time.perf_counter()
    status = subprocess.run([command(), *map(str, words)], check=False).returncode
    print(f"\n（用时 {time.perf_counter() - start:.1f} 秒，退出码 {status}）", flush=True)
    return status == expected


def main() -> None:
    """Prepare and publish the example, audited on the way; find what is planted in the other."""
    disclosure = HERE / "disclosure"
    shutil.rmtree(SET, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "lixia-2023"
        done = [
            run(CLEAN, "prepare", HERE / "lixia-2023" / "books", "--out", out),
            run(CLEAN, "audit", out / "department.md"),
            run(CLEAN, "trace", out, "03:2010301:3"),
            run(ERRORS_FOUND, "publish", out, "--out", SET),
            run(ERRORS_FOUND, "audit", disclosure / "disclosure.md"),
            run(ERRORS_FOUND, "audit", disclosure / "disclosure.pdf"),
        ]
    if not all(done):
        sys.exit(f"command {done.index(False) + 1} of the demo did not end as it should")
    print(f"\n整套公开文件（草稿）在 {SET.relative_to(HERE.parent)}，各种格式都在里面")


if __name__ == "__main__":
    main()
