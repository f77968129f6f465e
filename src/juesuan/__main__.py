"""The command `juesuan`, and `python -m juesuan`: an interrupt while it starts is no fault."""

import gc
import os
import sys

INTERRUPTED = 130
UTF_8 = "utf-8"
SELDOM = 50_000, 20, 50  # what is loaded stays; to look through it for garbage is dear


def main() -> int:
    """Run the command; its parts are loaded where an interrupt is heard."""
    try:
        if sys.getfilesystemencoding() != UTF_8:
            _begin_again()
        gc.set_threshold(*SELDOM)
        from juesuan.cli import main as command  # noqa: PLC0415 - heard only in here

        return command()
    except KeyboardInterrupt:
        return INTERRUPTED


def _begin_again() -> None:
    """Names of files are UTF-8 whatever the locale says: what we write is called in Chinese.

    Only Python itself can be told so, and only when it starts; `-P` keeps the working folder out.
    """
    command = [sys.executable, "-P", "-X", "utf8", "-m", "juesuan", *sys.argv[1:]]
    os.execv(sys.executable, command)  # noqa: S606 - ourselves


if __name__ == "__main__":
    sys.exit(main())
