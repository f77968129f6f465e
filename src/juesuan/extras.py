"""The extras of an installation: which of them brings a package, and what to say without it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

BRINGS = {
    "books": "ibis duckdb pyarrow pandas sqlglot pydantic pydantic_core typing_extensions",
    "publish": "docx fontTools pptx pylopdf_fonts_zh_cn typst",
    "postgres": "adbc_driver_manager adbc_driver_postgresql pg8000 scramp asn1crypto",
    "archive": "sqlalchemy",
    "ocr": "rapidocr cv2 onnxruntime",
    "portal": "argon2 starlette uvicorn python_multipart anyio click h11 idna",
    "spark": "pyspark py4j",
}
"""The packages, as they are imported, that come with an extra only."""

EXTRA_OF = {package: extra for extra, packages in BRINGS.items() for package in packages.split()}
RECOGNISED = '或安装可选组件 ocr（pip install "juesuan[ocr]"），由本程序识别图片上的文字'
"""What else can be done with a picture, where the extra for it is not installed."""
BESIDES = {"spark": "，并需要 Java"}


class Lacking(ModuleNotFoundError):
    """An extra is not installed; the message says which to install."""


def lacking(error: ModuleNotFoundError) -> Lacking | None:
    """The same error in words, where an extra brings what was not found; None for any other."""
    if isinstance(error, Lacking):
        return error
    package = (error.name or "").partition(".")[0]
    extra = EXTRA_OF.get(package)
    if extra is None:
        return None
    message = (
        f"这一步需要可选组件 {extra}（缺少 {package}）：请安装 "
        f'pip install "juesuan[{extra}]"，在源码文件夹里则是 pip install ".[{extra}]"'
        f"{BESIDES.get(extra, '')}"
    )
    return Lacking(message, name=error.name)


@contextmanager
def wanted() -> Iterator[None]:
    """Imports that an extra brings: raises Lacking where it is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise lacking(error) or error from error
