"""An Office package written again: some parts changed or added, every other byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from juesuan.publishing.disclosure.docx.elements import Element

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
TYPES, RELATIONS, CUSTOM = "[Content_Types].xml", "_rels/.rels", "docProps/custom.xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
NAMED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of properties that have names
EARLIEST = (1980, 1, 1, 0, 0, 0)


def parsed(text: bytes | str) -> Element:
    """The root of a part, without entities or network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(text, parser)


def written(root: Element) -> bytes:
    """A part as it stands in the package."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def related(root: Element, kind: str, target: str) -> str:
    """Add a relation to those of a part; gives its id."""
    names = {one.get("Id") for one in root}
    name = next(f"rIdDesk{at}" for at in range(len(names) + 1) if f"rIdDesk{at}" not in names)
    tag = root.tag.replace("Relationships", "Relationship")
    etree.SubElement(root, tag, Id=name, Type=kind, Target=target)
    return name


def typed(root: Element, part: str, kind: str) -> None:
    """Add what a new part is to the list of types."""
    tag = root.tag.replace("Types", "Override")
    etree.SubElement(root, tag, PartName=f"/{part}", ContentType=kind)


def owned(data: bytes) -> bytes:
    """A package of ours that has no properties of its own yet, with the one that says so."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        types, relations = parsed(parts.read(TYPES)), parsed(parts.read(RELATIONS))
        typed(types, CUSTOM, CUSTOM_TYPE)
        related(relations, f"{OFFICE}/relationships/custom-properties", CUSTOM)
        roots = {TYPES: types, RELATIONS: relations, CUSTOM: _ownership()}
        return packed_again(parts, {name: written(root) for name, root in roots.items()})


def _ownership() -> Element:
    """The property by which a file of ours is known again, saved by whatever program."""
    properties, types = f"{OFFICE}/custom-properties", f"{OFFICE}/docPropsVTypes"
    root = etree.Element(f"{{{properties}}}Properties", nsmap={None: properties, "vt": types})
    entry = etree.SubElement(
        root, f"{{{properties}}}property", fmtid=NAMED, pid="2", name="juesuan"
    )
    etree.SubElement(entry, f"{{{types}}}lpwstr").text = "desk"
    return root


def packed_again(parts: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """The package with what was changed, and what is new behind it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in parts.infolist():
            new.writestr(item, changed.get(item.filename, parts.read(item)))
        for name in sorted(changed.keys() - set(parts.namelist())):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, changed[name])
    return target.getvalue()
