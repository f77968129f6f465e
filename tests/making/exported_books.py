"""Small books whose ledger is in files as packages export them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.making.books_written import SCHEMA, csv_folder, right, rows

from juesuan.books import Books, open_books

HEAD = ["科目编码", "科目名称", "支出功能分类", "部门支出经济分类", "资金性质", "支出类型"]
SIDES = ["借方金额", "贷方金额"]
LINE = ["2010301 行政运行", "30201 办公费", "一般公共预算资金", "人员类项目"]


def exported(
    folder: Path, files: Mapping[str, Sequence[Sequence[str]]], mapping: str = ""
) -> Books:
    """Books whose ledger is these files."""
    tables = right()
    del tables["账簿"]
    csv_folder(folder, tables)
    for name, cells in files.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(cells)
    return open_books(folder, SCHEMA, mapping=folder / mapping if mapping else "")


def ledger(books: Books) -> list[dict[str, Any]]:
    return rows(books, "ledger")


def messages(books: Books) -> str:
    return "\n".join(map(str, books.notes))
