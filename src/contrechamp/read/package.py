"""An office file that is a ZIP of parts: opened within bounds, its parts read as bytes or XML."""

import contextlib
import posixpath
import re
import zipfile
from typing import IO, BinaryIO

from lxml import etree

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.guard import PARSER_ERRORS
from contrechamp.read.media_type import is_directory_bounded

PART_BYTES = 64 << 20
WHOLE_BYTES = 500 << 20
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w{5,30})/(\w{2,40})")
_MARKUP = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=False, recover=True, remove_pis=True
)


class Package:
    """The parts of an office file, by name; sizes are checked before anything is unpacked."""

    def __init__(self, source: BinaryIO):
        if not is_directory_bounded(source):
            raise DocumentIsBroken(reasons.TOO_LARGE_INSIDE)
        try:
            self.archive = zipfile.ZipFile(source)
        except PARSER_ERRORS as error:
            raise DocumentIsBroken(reasons.TRUNCATED_FILE) from error
        self.is_damaged = False
        self.parts = {
            part.filename.replace("\\", "/").lstrip("/").lower(): part for part in self.archive.infolist()
        }
        if sum(part.file_size for part in self.parts.values()) > WHOLE_BYTES:
            raise DocumentIsBroken(reasons.TOO_LARGE_INSIDE)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.parts

    def names(self, folder: str = "") -> list[str]:
        """Names of parts that begin with `folder`, in lower case, in the order of the file."""
        return [name for name in self.parts if name.startswith(folder.lower())]

    def read_part(self, name: str) -> bytes:
        """The bytes of a part; at most PART_BYTES whatever the ZIP says of its size."""
        try:
            with self.open_part(name) as part:
                content = part.read(PART_BYTES + 1)
        except PARSER_ERRORS:
            content = self._salvage_part(name)
        if len(content) > PART_BYTES:
            raise DocumentIsBroken(reasons.TOO_LARGE_INSIDE)
        return content

    def _salvage_part(self, name: str) -> bytes:
        """The bytes of a damaged part up to its fault, or all of them when only its checksum is wrong."""
        self.is_damaged = True
        blocks: list[bytes] = []
        with contextlib.suppress(*PARSER_ERRORS), self.open_part(name) as part:
            part._expected_crc = None
            while len(blocks) * 4096 <= PART_BYTES and (block := part.read(4096)):
                blocks.append(block)
        return b"".join(blocks)

    def open_part(self, name: str) -> IO[bytes]:
        """A part as a stream, for what reads it bounded."""
        return self.archive.open(self.parts[name.lower()])

    def read_xml(self, name: str) -> etree._Element | None:
        """The root of a part that is XML, or None when it is missing or says nothing."""
        return parse_xml(_STRICT.sub(_loosen, self.read_part(name))) if name in self else None

    def read_links(self, name: str) -> dict[str, tuple[str, str]]:
        """Relations of an OOXML part: identifier -> (kind, name of the other part); outside ones left out."""
        folder, file = posixpath.split(name)
        root = self.read_xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        links = {}
        for link in root if root is not None else ():
            if link.get("TargetMode") != "External" and link.get("Target") and link.get("Id"):
                target = posixpath.normpath(posixpath.join("/", folder, link.get("Target"))).lstrip("/")
                links[link.get("Id")] = (link.get("Type", "").rsplit("/", 1)[-1], target)
        return links

    def find_links(self, name: str, kind: str) -> list[str]:
        """Names of the parts that `name` points to as `kind` ("notesSlide", "footnotes"…) and that exist."""
        return [
            target for found, target in self.read_links(name).values() if found == kind and target in self
        ]


def _loosen(found: re.Match[bytes]) -> bytes:
    """The namespace that everyone writes, for the one of "strict" OOXML."""
    word, rest = found[1], found[2]
    return b"http://schemas.openxmlformats.org/" + word + b"/2006/" + rest


def parse_xml(content: bytes) -> etree._Element | None:
    """The root of an XML text: damaged ones mended, no entity resolved, nothing fetched."""
    try:
        return etree.fromstring(content, _MARKUP)
    except (etree.LxmlError, ValueError):
        return None


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
