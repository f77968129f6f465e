"""The limits of a reading as options and environment say, and the user's table of codes."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.cli.voice import Trouble
from juesuan.sources.limits import MB, Limits, bounded

if TYPE_CHECKING:
    from juesuan.notation.classification import Entry

CODES = 16 * MB  # the whole classification of a year has 100 KB


def limits_of(words: Namespace, base: Limits = Limits()) -> Limits:  # noqa: B008 - a frozen record
    """The limits of this command."""
    try:
        return bounded(base, vars(words), os.environ)
    except ValueError as error:
        raise Trouble(str(error)) from error


def codes_of(path: str | None) -> list[Entry]:
    """The functional codes of the user's own, from a CSV."""
    from juesuan.notation.classification import CodesError, read_entries  # noqa: PLC0415 - rare

    if not path:
        return []
    try:
        data = _regular(Path(path))
        try:
            return read_entries(data.decode("utf-8-sig"), path)
        except UnicodeDecodeError:
            return read_entries(data.decode("gb18030"), path)
    except CodesError as error:
        raise Trouble(str(error)) from error
    except (OSError, ValueError) as error:
        raise Trouble(
            f"科目表“{path}”读不了：请检查路径、权限和编码（UTF-8 或 GB18030）"
        ) from error


def _regular(path: Path) -> bytes:
    """A table of codes as it lies on a disk: a pipe may hang, a device never ends."""
    if path.exists() and not path.is_file():
        raise Trouble(
            f"科目表“{path}”不是普通文件（文件夹、管道或设备），没有读：请给出一个 CSV 文件"
        )
    with path.open("rb") as file:
        data = file.read(CODES + 1)
    if len(data) > CODES:
        raise Trouble(f"科目表“{path}”超过 {CODES // MB} MB，没有读：请确认给出的是科目表")
    return data
