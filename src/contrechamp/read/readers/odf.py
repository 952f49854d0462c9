"""OpenDocument texts, presentations and drawings (also the flat ones and those of OpenOffice 1)."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from contrechamp.errors import DocumentIsBroken, DocumentIsEncrypted
from contrechamp.read import reasons
from contrechamp.read.blocks import (
    HIDDEN_MARK,
    PAGE_BREAK,
    join_cells,
    make_page,
    make_pages,
    split_pages,
    tidy_text,
)
from contrechamp.read.drawn_words import read_part_pictures
from contrechamp.read.guard import guard_parser
from contrechamp.read.inner_files import give_parts
from contrechamp.read.media_type import ODG, ODP, ODT
from contrechamp.read.office_properties import give_package_properties, give_xml_properties
from contrechamp.read.package import PART_BYTES, Package, local_name, parse_xml
from contrechamp.read.reader import Finding, Request
from contrechamp.vocabulary.document import Page

VERSION = "2"
MEDIA_TYPES = (ODT, ODP, ODG, "application/x-flat-odf")

_LEFT_OUT = frozenset(
    (
        *(
            "tracked-changes",
            "deletion",
            "styles",
            "automatic-styles",
            "font-face-decls",
            "scripts",
            "settings",
        ),
        *("sequence-decls", "variable-decls", "user-field-decls", "forms", "event-listeners", "binary-data"),
        *(
            "note-citation",
            "page-number",
            "sender-initials",
            "meta",
            "ruby-text",
            "date-time-decl",
            "footer-decl",
        ),
    )
)
_BLANKS = re.compile(r"[ \t\r\n]+")
_LINES = frozenset(("p", "h"))
_NAMES = frozenset(("creator", "date", "title", "desc"))
_ASIDES = {
    "note": "[note] ",
    "notes": "[notes] ",
    "annotation": "[commentaire] ",
    "frame": "",
    "custom-shape": "",
    "text-box": "",
}


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Properties, pages (slides, page breaks of the last layout, else blocks), embedded files."""
    if source.read(4) != b"PK\x03\x04":
        yield from _read_flat(source)
        return
    package = Package(source)
    if "meta-inf/manifest.xml" in package and b"encryption-data" in package.read_part(
        "meta-inf/manifest.xml"
    ):
        raise DocumentIsEncrypted(reasons.ENCRYPTED)
    root = package.read_xml("content.xml")
    if root is None:
        raise DocumentIsBroken(reasons.MALFORMED)
    yield from give_package_properties(package)
    objects = [package.read_xml(name) for name in package.names("object") if name.endswith("/content.xml")]
    pictures = read_part_pictures(package, ("pictures/",))
    yield from _give_pages([root, package.read_xml("styles.xml"), *objects], pictures)
    inner = [name for name in package.names() if name.startswith(("pictures/", "object", "embeddings/"))]
    files = [name for name in inner if not name.endswith((".xml", "/")) and "objectreplacements" not in name]
    yield from give_parts(package, files)


def _read_flat(source: BinaryIO) -> Iterator[Finding]:
    source.seek(0)
    root = parse_xml(source.read(PART_BYTES))
    if root is None:
        raise DocumentIsBroken(reasons.MALFORMED)
    yield from give_xml_properties(root)
    yield from _give_pages([root], [])


def _give_pages(roots: list[etree._Element | None], pictures: list[str]) -> Iterator[Page]:
    content = roots[0]
    slides = [
        slide
        for slide in content.iter("{*}page")
        if local_name(slide.getparent()) in ("presentation", "drawing")
    ]
    if slides:
        shown = content.iter("{*}drawing-page-properties", "{*}properties")
        hidden = {
            _attribute(one.getparent(), "name") for one in shown if _attribute(one, "visibility") == "hidden"
        }
        for number, slide in enumerate(slides, 1):
            flags = ("hidden_text",) if _attribute(slide, "style-name") in hidden else ()
            yield make_page(
                number, tidy_text(_Body(content).read(slide)), label=_label(slide, number), flags=flags
            )
        if pictures:
            yield make_page(len(slides) + 1, tidy_text("\n".join(pictures)), label="images")
        return
    master = [text for root in roots if root is not None for text in _read_masters(root)]
    bodies = [_Body(root).read(_find_body(root)) for root in (content, *roots[2:]) if root is not None]
    yield from make_pages(split_pages("\n".join([*bodies, *dict.fromkeys(master), *pictures])))


def _find_body(root: etree._Element) -> etree._Element:
    return next(root.iter("{*}body"), root)


def _label(slide: etree._Element, number: int) -> str:
    name = next((value for key, value in slide.attrib.items() if key.endswith("}name")), "")
    return (
        str(number) if name.lower() in ("", f"page{number}", f"slide{number}") else f"{number} · {name[:80]}"
    )


def _read_masters(root: etree._Element) -> Iterator[str]:
    """Headers and footers, told once."""
    for part in root.iter("{*}header", "{*}footer", "{*}header-left", "{*}footer-left"):
        text = _Body(root).read(part).replace(PAGE_BREAK, "").strip()
        if text:
            yield text


class _Body:
    """Walks the elements of a text in order; its text grows in `out`."""

    def __init__(self, root: etree._Element):
        self.out: list[str] = []
        self.is_line = local_name(root) == "math"
        self.after: list[tuple[str, etree._Element]] = []
        self.breaking_styles = {
            _attribute(style.getparent(), "name")
            for style in root.iter("{*}paragraph-properties", "{*}properties")
            if _attribute(style, "break-before") == "page"
        }

    def read(self, element: etree._Element) -> str:
        self._walk_inside(element)
        self._tell_asides()
        return "".join(self.out)

    def _walk_inside(self, element: etree._Element) -> None:
        self._say(element.text)
        for child in element:
            self._walk(child)
            self._say(child.tail)

    def _say(self, text: str | None) -> None:
        """White space counts inside a line only; elsewhere it is the file's own layout."""
        if text and self.is_line:
            self.out.append(_BLANKS.sub(" ", text))

    def _walk(self, element: etree._Element) -> None:
        name = local_name(element)
        if name in _LEFT_OUT or not name or name.endswith(("-source", "-configuration")):
            return
        if name in _LINES or name in _NAMES:
            self._read_line(element)
        elif name in ("s", "tab", "tab-stop", "line-break"):
            count = min(int(_attribute(element, "c") or 1), 1000) if name == "s" else 1
            self.out.append({"s": " " * count, "line-break": "\n"}.get(name, "\t"))
        elif name == "soft-page-break":
            self.out.append(PAGE_BREAK)
        elif name in _ASIDES:
            self.after.append((_ASIDES[name], element))
        elif name == "hidden-text" or (name == "span" and _attribute(element, "display") == "none"):
            self.out.append(HIDDEN_MARK)
        elif name == "table-row":
            self._read_row(element)
        else:
            self._walk_inside(element)
            self.out.append("\n" if name == "table" else "")

    def _read_line(self, paragraph: etree._Element) -> None:
        outer, self.after = self.after, []
        was_line, self.is_line = self.is_line, True
        if _attribute(paragraph, "style-name") in self.breaking_styles:
            self.out.append(PAGE_BREAK)
        self._walk_inside(paragraph)
        self.out.append("\n")
        self._tell_asides()
        self.after, self.is_line = outer, was_line

    def _tell_asides(self) -> None:
        while self.after:
            lead, element = self.after.pop(0)
            text = self._take(element)
            if text.strip():
                self.out.append(f"{lead}{text.strip()}\n")

    def _take(self, element: etree._Element) -> str:
        (outer, self.out), (asides, self.after) = (self.out, []), (self.after, [])
        self._walk_inside(element)
        self._tell_asides()
        inner, self.out, self.after = "".join(self.out), outer, asides
        return inner.replace(PAGE_BREAK, "")

    def _read_row(self, row: etree._Element) -> None:
        if next(row.iter("{*}soft-page-break"), None) is not None:
            self.out.append(PAGE_BREAK)
        cells = [self._take(cell) for cell in row if local_name(cell) == "table-cell"]
        self.out.append(join_cells(cells) + "\n")


def _attribute(element: etree._Element | None, name: str) -> str:
    """An attribute by its local name, whatever the version of the format calls its namespace."""
    found = () if element is None else element.attrib.items()
    return next((value for key, value in found if key.rpartition("}")[2] == name), "")
