"""What a form brings, and how much of it at most."""

import asyncio
from collections.abc import AsyncIterator

import pytest

pytest.importorskip("starlette", reason="the extra portal is not installed")

from tests.making.visits import BOUNDARY, form

from juesuan.model.page import MB
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.portal.received_files import BEYOND, Received, received

KIND = f"multipart/form-data; boundary={BOUNDARY}"


class Body:
    """A request as far as it is read."""

    def __init__(self, data: bytes, kind: str = KIND) -> None:
        self.headers = {"content-type": kind, "Content-Type": kind}
        self.data, self.taken = data, 0

    async def stream(self) -> AsyncIterator[bytes]:
        for at in range(0, len(self.data), 2**16):
            self.taken = at
            yield self.data[at : at + 2**16]
        yield b""


def read(body: Body, most: int = MB) -> Received:
    return asyncio.run(received(body, most))


def test_fields_and_files_come_in_without_their_folders() -> None:
    files = [
        ("file", "C:\\账\\甲.pdf", b"x" * 70_000),
        ("file", "b/乙.md", b"y"),
        ("prior", "", b""),
    ]
    form_of = read(Body(form({"form": "页"}, files)))
    assert form_of.fields == {"form": "页"}
    assert [(file.name, file.origin) for file in form_of.files["file"]] == [
        ("甲.pdf", b"x" * 70_000),
        ("乙.md", b"y"),
    ]
    assert form_of.files.keys() == {"file"}


def test_no_more_than_the_limit_is_kept_and_far_more_not_even_heard() -> None:
    with pytest.raises(PortalRefusal, match="超过 1 MB") as refusal:
        read(Body(form({}, [("file", "a", bytes(3 * MB))])))
    assert refusal.value.status == 413
    far = Body(form({}, [("file", "a", bytes((BEYOND + 2) * MB))]))
    with pytest.raises(PortalRefusal, match="超过"):
        read(far)
    assert far.taken < (BEYOND + 1) * MB


@pytest.mark.parametrize(
    "body",
    [
        Body(b"a=1", "application/x-www-form-urlencoded"),
        Body(b"", "multipart/form-data"),
        Body(b"nonsense"),
        Body(form({"a": "x" * 70_000}, [])),
        Body(form({str(n): "" for n in range(50)}, [])),
        Body(form({}, [("file", str(n), b"") for n in range(70)])),
    ],
)
def test_what_is_no_form_of_ours_is_refused(body: Body) -> None:
    with pytest.raises(PortalRefusal, match="重新打开网页"):
        read(body)
