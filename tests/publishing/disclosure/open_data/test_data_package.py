"""The package describes what it holds, to the byte."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

from tests.making.disclosures import disclosure

from juesuan.publishing.disclosure.open_data.data_package import write_package
from juesuan.publishing.disclosure.open_data.facts_data import facts_csv
from juesuan.sources.ours import is_ours


def test_every_file_is_described_by_its_size_and_hash() -> None:
    files = write_package(disclosure("2023"))
    package = json.loads(files["datapackage.json"])
    assert {part["path"] for part in package["resources"]} | {"datapackage.json"} == files.keys()
    for part in package["resources"]:
        data = files[part["path"]]
        assert part["bytes"] == len(data)
        assert part["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert files["facts.csv"] == facts_csv(disclosure("2023"))


def test_the_fields_are_the_columns_in_their_order() -> None:
    files = write_package(disclosure("2023"))
    table = json.loads(files["datapackage.json"])["resources"][0]
    head = next(csv.reader(files["facts.csv"].decode("utf-8-sig").splitlines()))
    assert [field["name"] for field in table["schema"]["fields"]] == head
    assert table["schema"]["primaryKey"] in head
    assert all(field["description"] for field in table["schema"]["fields"])


def test_the_name_is_one_and_the_date_that_of_publication() -> None:
    package = json.loads(write_package(disclosure("2023"))["datapackage.json"])
    assert re.fullmatch(r"[-a-z0-9._]+", package["name"])
    assert package["created"] == "2024-08-30T00:00:00Z"
    other = json.loads(write_package(disclosure("2023", 1, "云川市教育局"))["datapackage.json"])
    assert other["name"] != package["name"]


def test_in_a_folder_the_files_are_known_as_ours_and_not_audited(tmp_path: Path) -> None:
    for name, data in write_package(disclosure("2023")).items():
        (tmp_path / name).write_bytes(data)
        assert is_ours(tmp_path / name)
    (tmp_path / "facts.csv").write_text("地址,表号,行,栏\r\n", "utf-8-sig")
    assert not is_ours(tmp_path / "facts.csv")


def test_licences_keywords_and_marks_stand_only_where_given() -> None:
    shown = disclosure("2023")
    plain = json.loads(write_package(shown)["datapackage.json"])
    assert not {"licenses", "keywords"} & plain.keys()
    licence = {"name": "CC-BY-4.0", "title": "署名 4.0"}
    draft = replace(shown, mark="草稿", keywords=("决算",))
    full = json.loads(write_package(draft, (licence,))["datapackage.json"])
    assert full["licenses"] == [licence]
    assert full["keywords"] == ["决算"]
    assert full["title"] == f"{shown.title}（草稿）"
