"""What office files say of themselves: title, author, date, subject."""

import re
from collections.abc import Iterator

import olefile
from lxml import etree

from contrechamp.read.encoding import find_codec
from contrechamp.read.guard import PARSER_ERRORS
from contrechamp.read.package import Package, local_name
from contrechamp.read.reader import Property

_KEYS = {
    "title": "title",
    "creator": "author",
    "initial-creator": "author",
    "subject": "subject",
    "description": "description",
    "keywords": "keywords",
    "keyword": "keywords",
    "created": "date",
    "creation-date": "date",
    "modified": "modified",
}
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?)?)?")


def give_package_properties(package: Package) -> Iterator[Property]:
    """Properties of an OOXML or OpenDocument file (`docProps/core.xml`, `meta.xml`)."""
    for name in ("docprops/core.xml", "meta.xml"):
        root = package.read_xml(name)
        if root is not None:
            yield from give_xml_properties(root)


def give_xml_properties(root: etree._Element) -> Iterator[Property]:
    """Dublin Core elements anywhere under `root`; dates keep the precision that they have."""
    seen = set()
    for element in root.iter(etree.Element):
        key = _KEYS.get(local_name(element))
        value = " ".join((element.text or "").split())[:2000]
        if key in ("date", "modified"):
            found = _DATE.match(value)
            value = found[0] if found else ""
        if key and value and key not in seen:
            seen.add(key)
            yield Property(key, value)


def give_storage_properties(storage: olefile.OleFileIO) -> Iterator[Property]:
    """Properties of an OLE file (its SummaryInformation streams)."""
    try:
        metadata = storage.get_metadata()
    except PARSER_ERRORS:
        return
    codepage = (metadata.codepage or 1252) & 0xFFFF  # read as a signed number
    encoding = "utf-8" if codepage == 65001 else find_codec(f"cp{codepage}") or "cp1252"
    for key in ("title", "author", "subject", "keywords"):
        value = getattr(metadata, key, None)
        text = value.decode(encoding, "replace") if isinstance(value, bytes) else str(value or "")
        if text := " ".join(text.replace("\0", "").split())[:2000]:
            yield Property(key, text)
    if metadata.create_time and metadata.create_time.year > 1980:
        yield Property("date", metadata.create_time.strftime("%Y-%m-%dT%H:%M:%SZ"))
