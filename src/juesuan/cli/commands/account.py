"""`juesuan account`: who may sign in to the portal of an archive, and as what."""

from __future__ import annotations

from argparse import Namespace

from juesuan.archive.portal_accounts import close_account, give_account
from juesuan.cli.keeping import archive_of
from juesuan.cli.streams import CLEAN, Trouble, say, tell
from juesuan.publishing.screen import clean

GIVEN = "{} 的口令（只显示这一次）：{}\n"
CLOSED = "已停用：{}"


def run(words: Namespace) -> int:
    """Open an account, or close one."""
    name = clean(words.name)
    with archive_of(words) as archive:
        if words.close:
            if not close_account(archive, name):
                raise Trouble(f"没有“{name}”这个账号")
            say(CLOSED.format(name) + "\n")
            return CLEAN
        if not words.role:
            raise Trouble("开账号要写明 --role")
        try:
            password = give_account(archive, name, words.role, clean(words.unit or ""))
        except ValueError as error:
            raise Trouble(str(error)) from error
        say(GIVEN.format(name, password))
        tell("原来的口令（如果有）不再有效")
    return CLEAN
