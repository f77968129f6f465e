"""The numbers of a disclosure as a Frictionless Data Package: what other programs can take."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from juesuan.model.disclosure import Disclosure
from juesuan.publishing.disclosure.open_data.facts_data import COLUMNS, facts_csv, facts_json
from juesuan.publishing.report.data import steady

Object = dict[str, Any]


def write_package(disclosure: Disclosure, licenses: tuple[Object, ...] = ()) -> Mapping[str, bytes]:
    """The files of the package by name; `licenses` only where the publisher names them."""
    table, data = facts_csv(disclosure), _encoded(facts_json(disclosure))
    resources = [_table(table), _json(data)]
    descriptor = _descriptor(disclosure) | {"resources": resources}
    if licenses:
        descriptor["licenses"] = list(licenses)
    text = steady(json.dumps(descriptor, ensure_ascii=False, indent=2))
    return {"datapackage.json": _encoded(text), "facts.csv": table, "facts.json": data}


def _encoded(text: str) -> bytes:
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _descriptor(disclosure: Disclosure) -> Object:
    department = disclosure.department.encode("utf-8", "backslashreplace")
    keywords = {"keywords": list(disclosure.keywords)} if disclosure.keywords else {}
    draft = f"（{disclosure.mark}）" if disclosure.mark else ""
    return {
        "profile": "data-package",
        "name": f"juesuan-{disclosure.edition}-{hashlib.sha256(department).hexdigest()[:8]}",
        "title": f"{disclosure.title}{draft}",
        "description": f"{disclosure.title}的数：一行一个，金额以元计，另有印出的文字。",
        "created": f"{disclosure.date.isoformat()}T00:00:00Z",
        **keywords,
    }


def _table(data: bytes) -> Object:
    fields: list[Object] = [
        {"name": title, "type": kind, "title": title, "description": about}
        for title, kind, about in COLUMNS
    ]
    fields[0]["constraints"] = {"required": True, "unique": True}
    return {
        "profile": "tabular-data-resource",
        **_resource("facts", "csv", data),
        "title": "各表中的数",
        "mediatype": "text/csv",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": {"fields": fields, "primaryKey": "地址", "missingValues": [""]},
    }


def _json(data: bytes) -> Object:
    about = {"title": "同样的数，JSON", "mediatype": "application/json"}
    return {"profile": "data-resource", **_resource("facts-json", "json", data)} | about


def _resource(name: str, form: str, data: bytes) -> Object:
    return {
        "name": name,
        "path": f"facts.{form}",
        "format": form,
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }
