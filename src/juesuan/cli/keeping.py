"""The archive that a command line names."""

from __future__ import annotations

import getpass
import os
from argparse import Namespace
from pathlib import Path

from juesuan.archive.door import Archive, Broken
from juesuan.cli.streams import Trouble
from juesuan.model.number import Address
from juesuan.sources.regular import shown

REGISTER = "JUESUAN_REGISTER"
SIGN = "events.jsonl"


def archive_of(words: Namespace, *, new: bool = False) -> Archive:
    """The archive of `--archive`; Trouble where there is none, or something else, in its place."""
    root = Path(words.archive)
    url = words.register or os.environ.get(REGISTER, "")
    if url and "://" not in url:
        raise Trouble("--register 要写数据库地址：postgresql://用户@主机/库")
    there = (root / SIGN).exists()
    if not there and not new:
        raise Trouble(
            f"“{shown(words.archive)}”不是档案：请检查路径，或用 juesuan archive add 建立"
        )
    if not there and root.exists() and (not root.is_dir() or _foreign(root)):
        raise Trouble(f"“{shown(words.archive)}”不是空文件夹，也不是档案：请换一个位置")
    try:
        return Archive(root, url, _actor())
    except (Broken, ValueError) as error:
        raise Trouble(str(error)) from error
    except OSError:
        raise
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("sqlalchemy", "pg8000"):
            raise
        # The words of the driver may hold the password of the address.
        raise Trouble(f"登记簿打不开（{type(error).__name__}）：请检查地址、权限和数据库") from None


def address_of(words: Namespace) -> str:
    """The address that a command asks for, in its one spelling."""
    try:
        return str(Address.parse(words.address))
    except ValueError as error:
        raise Trouble(str(error)) from error


def _foreign(root: Path) -> bool:
    """Whether a folder holds what no archive that was broken off has left."""
    ours = ("originals", "lake", "register.sqlite", ".juesuan-")
    return any(not path.name.startswith(ours) for path in root.iterdir())


def _actor() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
