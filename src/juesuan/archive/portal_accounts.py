"""Accounts of people who review: a name, a role, whose documents, and the hash of a password."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from juesuan.archive.door import Archive
from juesuan.archive.register_rows import ACCOUNT, account_body
from juesuan.extras import wanted

AccountRole = Literal["填报", "审核", "管理员", "审计员"]
ROLES: tuple[AccountRole, ...] = ("填报", "审核", "管理员", "审计员")
COST: dict[str, int] = {}  # that of the library, which says what is enough today
BYTES = 12  # of chance in a password that is given out
NAMELESS = "账号要有名称，不超过 50 个字"
UNITLESS = "填报的账号要写明部门"


class PortalAccount(NamedTuple):
    """An account; `unit` is the department it reports for, or what it reviews, "" for all.

    `seal` is another one for each password that the account had.
    """

    name: str
    role: AccountRole
    unit: str
    disabled: bool
    seal: str = ""


def accounts(archive: Archive) -> list[PortalAccount]:
    """All accounts by their names."""
    return [_account(row) for row in archive.register.rows("account")]


def give_account(archive: Archive, name: str, role: AccountRole, unit: str) -> str:
    """Make an account, or give one another role and password; the password, told only now."""
    if not name.strip() or len(name) > 50:
        raise ValueError(NAMELESS)
    if role == "填报" and not unit:
        raise ValueError(UNITLESS)
    password = secrets.token_urlsafe(BYTES)
    secret = _hasher().hash(password)
    row = {"name": name, "role": role, "unit": unit, "disabled": 0, "secret": secret}
    with archive.noting(ACCOUNT, name, account_body(row)) as writing:
        writing.delete("account", name=name)
        writing.insert("account", [row])
    return password


def close_account(archive: Archive, name: str, *, disabled: bool = True) -> bool:
    """Close an account, or open it again; whether there is one."""
    rows = archive.register.rows("account", name=name)
    for row in rows:
        changed = {**row, "disabled": int(disabled)}
        with archive.noting(ACCOUNT, name, account_body(changed)) as writing:
            writing.delete("account", name=name)
            writing.insert("account", [changed])
    return bool(rows)


def account_of(archive: Archive, name: str, password: str) -> PortalAccount | None:
    """The open account of a name and its password; as slow where there is none."""
    rows = archive.register.rows("account", name=name)
    secret = rows[0]["secret"] if rows else NOBODY
    right = _matches(secret, password)
    return _account(rows[0]) if right and rows and not rows[0]["disabled"] else None


def _account(row: Mapping[str, Any]) -> PortalAccount:
    role = next(role for role in ROLES if role == row["role"])
    seal = account_body(dict(row))["seal"]
    return PortalAccount(row["name"], role, row["unit"], bool(row["disabled"]), seal)


def _hasher() -> Any:  # noqa: ANN401 - of an extra
    with wanted():
        from argon2 import PasswordHasher  # noqa: PLC0415 - an extra
    return PasswordHasher(**COST)


def _matches(secret: str, password: str) -> bool:
    with wanted():
        from argon2.exceptions import Argon2Error, InvalidHashError  # noqa: PLC0415 - an extra
    try:
        return bool(_hasher().verify(secret, password))
    except (Argon2Error, InvalidHashError):
        return False


# The hash of a password that nobody was told.
NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$FSRfgymu2+dihCzMMT62uw$"
    "WdbzAI+NhwFJ0lrfFKI7fBQfWWh9JMaup2E03jOcRsQ"
)
