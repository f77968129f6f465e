"""The declaration of the books: which tables a finance officer brings, and what each may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from juesuan.model.books import Balance, BooksTable, Closing, CodeTable, Column, Need, Schema
from juesuan.notation.code_list import Classification
from juesuan.notation.overlay import declaration


def books_schema(functional: Classification, economic: Classification) -> Schema:
    """The schema of the books, with these classifications."""
    data = declaration("books", "schema.toml")
    accounts: Mapping[str, list[str]] = data["account"]
    codes = {
        "acct": CodeTable(
            name="acct",
            title="预算会计科目",
            entries={code: name for code, (name, _) in accounts.items()},
            length=4,
            open=True,
            outside=data["outside"],
        ),
        "func": _codes("func", "支出功能分类", functional, 7),
        "econ": _codes("econ", "部门预算支出经济分类", economic, 5, whole=True),
    }
    return Schema(
        tables=tuple(_table(table, data["vocabulary"]) for table in data["table"]),
        codes=codes,
        credit=tuple(code for code, (_, side) in accounts.items() if side == "贷"),
        closing=_closing(data["closing"]),
        subaccounts=data["subaccount"],
        account_funds=data["account_fund"],
        outside_names={digit: tuple(names) for digit, names in data["outside_name"].items()},
    )


def _codes(
    name: str, title: str, source: Classification, length: int, *, whole: bool = False
) -> CodeTable:
    entries = {code: names[-1].name for code, names in sorted(source.entries.items())}
    parents = tuple(range(3, length, 2))
    tails = tuple(source.tails) if length == 7 else ()
    return CodeTable(name, title, entries, length, parents, tails, whole=whole)


def _table(data: Mapping[str, Any], vocabulary: Mapping[str, Any]) -> BooksTable:
    balance = data.get("balance")
    return BooksTable(
        name=data["name"],
        title=data["title"],
        help=data["help"],
        columns=tuple(_column(column, vocabulary) for column in data["columns"]),
        key=tuple(data.get("key", ())),
        key_where=tuple(data.get("key_where", ())),
        aliases=tuple(data.get("aliases", ())),
        exports=tuple(data.get("exports", ())),
        needs=tuple(_need(need) for need in data.get("needs", ())),
        dropped=tuple(data.get("skipped", ())),
        balance=_balance(balance) if balance else None,
        together=tuple(data.get("together", ())),
        required=data.get("required", False),
        large=data.get("large", False),
    )


def _column(data: Mapping[str, Any], vocabulary: Mapping[str, Any]) -> Column:
    words: Mapping[str, Any] = vocabulary[data["values"]] if "values" in data else {"values": ()}
    given = {key: value for key, value in data.items() if key not in ("values", "aliases")}
    return Column(
        **given,
        values=tuple(words["values"]),
        synonyms=words.get("synonyms", {}),
        unclear=words.get("unclear", {}),
        aliases=tuple(data.get("aliases", ())),
    )


def _need(data: Mapping[str, Any]) -> Need:
    when = {column: tuple(starts) for column, starts in data["when"].items()}
    return Need(data["column"], when, data["why"])


def _balance(data: Mapping[str, Any]) -> Balance:
    plus, minus, turned = (tuple(data.get(key, ())) for key in ("plus", "minus", "turned"))
    return Balance(plus, minus, data["result"], turned)


def _closing(data: Mapping[str, Any]) -> Closing:
    return Closing(**{**data, "accounts": tuple(data["accounts"])})
