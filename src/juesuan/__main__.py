"""The command `juesuan`, and `python -m juesuan`: an interrupt while it starts is no fault."""

import sys

INTERRUPTED = 130


def main() -> int:
    """Run the command; its parts are loaded where an interrupt is heard."""
    try:
        from juesuan.cli import main as command  # noqa: PLC0415 - heard only in here

        return command()
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
