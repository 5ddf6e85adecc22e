"""Relationships of an office package (ECMA-376 part 2): which part is what, and the form of them that is signed."""

from __future__ import annotations

import zipfile

from lxml import etree

TRANSFORM = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
"""Clause 13.2.4.24."""
NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIP = f"{{{NAMESPACE}}}Relationship"
_ROOT = "_rels/.rels"


def related(package: zipfile.ZipFile, kind: str) -> str | None:
    """The name of the part to which the package itself has a relationship of a kind ("officeDocument")."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(package.read(_ROOT), parser)
    for one in root.iter(_RELATIONSHIP):
        if one.get("Type", "").rpartition("/")[2] == kind:
            return one.get("Target", "").lstrip("/")
    return None


def transformed(root: etree._Element, transform: etree._Element) -> bytes:
    """The relationships that a transform chooses by id or type, in the order of their ids, without blanks between them,
    each with its mode, canonical."""
    ids = {one.get("SourceId") for one in transform.iter() if etree.QName(one).localname == "RelationshipReference"}
    kinds = {
        one.get("SourceType") for one in transform.iter() if etree.QName(one).localname == "RelationshipsGroupReference"
    }
    chosen = [one for one in root.iter(_RELATIONSHIP) if one.get("Id") in ids or one.get("Type") in kinds]
    plain = etree.fromstring(f'<Relationships xmlns="{NAMESPACE}"/>')
    for one in sorted(chosen, key=lambda one: one.get("Id", "")):
        attributes = {str(name): str(value) for name, value in one.attrib.items()}
        etree.SubElement(plain, _RELATIONSHIP, {"TargetMode": "Internal", **attributes})
    return etree.tostring(plain, method="c14n")
