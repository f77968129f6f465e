"""Foreign files as bytes: regular ones only, never more than the limit; what goes wrong said."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from juesuan.model.page import Unreadable

WHY = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EEXIST: "同名的文件挡住了文件夹",
    errno.ENAMETOOLONG: "名称过长",
    errno.ELOOP: "链接首尾相接，没有尽头",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘是只读的",
    errno.EFBIG: "文件超过允许的大小",
    errno.EIO: "磁盘读写出错",
    errno.ENXIO: "管道或设备没有另一端",
    errno.ENODEV: "那里是管道或设备，不是普通文件",
    errno.EBADF: "已经关闭",
    errno.EAGAIN: "眼下没有内容可读，不是普通文件",
    errno.ESPIPE: "只能顺着读，不是普通文件",
}
HEAD = 2**16
UNWAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
IRREGULAR = "不是普通文件（管道、设备或套接字），没有读：请先存成文件，或用 - 从标准输入读"


def why(error: OSError) -> str:
    """The reason of an error in words."""
    return WHY.get(error.errno or 0, error.strerror or "原因不明")


def shown(path: str | Path) -> str:
    """A path as it can be shown: bytes that are no UTF-8 as %BE, the rest as it is."""
    return (
        "".join(
            f"%{ord(sign) - 0xDC00:02X}" if "\udc80" <= sign <= "\udcff" else sign
            for sign in os.fspath(path)
        )
        .encode("utf-8", "backslashreplace")
        .decode("utf-8")
    )


def read_regular(path: str | Path, most: int, look: Callable[[bytes], None] | None = None) -> bytes:
    """What a regular file holds, one byte more than `most` to tell; raises Unreadable.

    `look` sees the beginning first, and may refuse the rest.
    """
    try:
        with opened(path) as file:
            kind = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(kind):
                raise Unreadable(WHY[errno.EISDIR] if stat.S_ISDIR(kind) else IRREGULAR)
            head = taken(file, min(HEAD, most + 1))
            if look:
                look(head)
            return head + taken(file, most + 1 - len(head))
    except ValueError as error:
        raise Unreadable("文件名中有空字符：请检查路径") from error
    except OSError as error:
        raise Unreadable(_reason(error)) from error


def opened(path: str | Path) -> BinaryIO:
    """A file open for reading that is never waited for: a pipe or the kernel's log may hold none.

    Raises OSError, or ValueError for a name with a null character.
    """
    return os.fdopen(os.open(path, UNWAITING), "rb")


def taken(file: BinaryIO, most: int = -1) -> bytes:
    """What an opened file holds now; OSError where there is nothing yet and no end either."""
    content: bytes | None = file.read(most)
    if content is None:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return content


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "没有这个文件：请检查文件名和路径"
        case PermissionError():
            return "没有读取这个文件的权限：请检查文件权限，或关闭正在使用它的程序"
        case IsADirectoryError():
            return WHY[errno.EISDIR]
    return f"文件打不开（{why(error)}）：请检查路径、磁盘或网络位置"
