"""What parent and child say to each other: framed pickles, read back with distrust."""

from __future__ import annotations

import dataclasses
import enum
import io
import os
import pickle
import struct
from collections.abc import Mapping
from typing import IO, Any, Literal

OUT_OF_MEMORY = 77  # exit status of a worker that could not even take its task in
GRACE = 5.0  # seconds after which a worker whose parent is gone ends itself
SIZE = struct.Struct(">Q")

RESAVE = "请用 WPS、Office 或 PDF 软件打开此文件，另存后再试"
MEMORY = (
    f"读取所需内存超过上限，已停止：文件可能已损坏或异常复杂。{RESAVE}，"
    "或用 --max-memory 调高内存上限"
)
STRANGE = f"读取程序的答复无法辨认，已弃用：文件可能已损坏或含有恶意内容。{RESAVE}"


@dataclasses.dataclass(frozen=True, slots=True)
class Failure:
    """Why a task gave no value; the message says what happened and what to do.

    A `formless` file has neither tables nor text of final accounts. A `fault` is an exception of
    our own code; a reader that died is `crashed`.
    """

    kind: Literal["refused", "formless", "timeout", "crashed", "memory", "limit", "fault"]
    message: str


def debugging() -> bool:
    """Whether JUESUAN_DEBUG=1 asks for what children print, with tracebacks."""
    return os.environ.get("JUESUAN_DEBUG") == "1"


def send(pipe: IO[bytes], payload: bytes) -> None:
    """Write one message."""
    pipe.write(SIZE.pack(len(payload)))
    pipe.write(payload)
    pipe.flush()


def receive(pipe: IO[bytes], most: int) -> bytes:
    """One message; EOFError at the end of the pipe, OverflowError for more than `most` bytes."""
    head = pipe.read(SIZE.size)
    if len(head) < SIZE.size:
        raise EOFError
    (size,) = SIZE.unpack(head)
    if size > most:
        raise OverflowError
    payload = pipe.read(size)
    if len(payload) < size:
        raise EOFError
    return payload


def understood(payload: bytes) -> object | Failure:
    """The value or the failure a child reports; any nonsense is a failure too."""
    try:
        return _verdict(_Admitting(io.BytesIO(payload)).load())
    except Exception:  # noqa: BLE001 - a forged pickle can raise anything
        return Failure("crashed", STRANGE)


def _verdict(answer: object) -> object | Failure:
    match answer:
        case ("done", value):
            return value
        case (("refused" | "formless" | "memory" | "limit" | "fault") as kind, str(message)):
            return Failure(kind, message[:1000])
    raise pickle.UnpicklingError


class _Admitting(pickle.Unpickler):
    """Reads what a child says: plain values, Decimal, and value classes of ours.

    The child runs our code, but it has handled a hostile file and may have been taken over; an
    ordinary unpickler would run whatever it names. Admitted are only classes that hold data, named
    by the module that defines them, so that nothing is called but their own constructors.
    """

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the base class says
        """Return a class a child may name; UnpicklingError for any other thing."""
        if (module, name) == ("decimal", "Decimal"):
            return super().find_class(module, name)
        parts = module.split(".")
        if parts[0] == "juesuan" and name.isidentifier() and not parts[-1].startswith("_"):
            kind = super().find_class(module, name)
            if isinstance(kind, type) and kind.__module__ == module and _holds_data(kind):
                return kind
        raise pickle.UnpicklingError


def _holds_data(kind: type) -> bool:
    return dataclasses.is_dataclass(kind) or issubclass(kind, (tuple, Mapping, enum.Enum))
