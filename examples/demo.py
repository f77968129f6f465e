"""Audit the example disclosure as a user would, once as Markdown and once as PDF."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
ERRORS_FOUND = 1  # the exit status of an audit that found an error: the example has some planted


def command() -> str:
    """Return the installed `juesuan` of this very environment."""
    found = shutil.which("juesuan", path=Path(sys.executable).parent)
    if found is None:
        sys.exit("juesuan is not installed beside this Python: run `make demo`")
    return found


def audit(file: Path) -> int:
    """Audit one file and return the exit status, telling the time it took."""
    print(f"\n$ juesuan audit {file.relative_to(HERE.parent).as_posix()}\n", flush=True)
    start = time.perf_counter()
    status = subprocess.run([command(), "audit", str(file)], check=False).returncode
    print(f"\n（用时 {time.perf_counter() - start:.1f} 秒，退出码 {status}）", flush=True)
    return status


def main() -> None:
    """Audit every example; fail unless the planted errors were found in each."""
    files = sorted(f for f in (HERE / "disclosure").glob("*") if f.suffix in {".md", ".pdf"})
    files = [f for f in files if f.stem != "README"]
    if not files:
        sys.exit("examples/disclosure holds no .md or .pdf file")
    missed = [f.name for f in files if audit(f) != ERRORS_FOUND]
    if missed:
        sys.exit(f"the errors planted in these files were not reported: {', '.join(missed)}")


if __name__ == "__main__":
    main()
