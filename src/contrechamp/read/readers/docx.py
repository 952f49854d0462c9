"""Word documents (DOCX, DOCM): body, notes, comments, text boxes, headers; what was deleted is no text."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.blocks import HIDDEN_MARK, PAGE_BREAK, join_cells, make_pages, split_pages
from contrechamp.read.drawn_words import read_part_picture
from contrechamp.read.guard import guard_parser
from contrechamp.read.inner_files import give_parts
from contrechamp.read.media_type import DOCX
from contrechamp.read.office_properties import give_package_properties
from contrechamp.read.package import Package, local_name
from contrechamp.read.reader import Finding, Request
from contrechamp.read.word_numbers import WordNumbers

VERSION = "3"
MEDIA_TYPES = (DOCX,)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = frozenset(
    ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sectPr", "tblPr", "tcPr", "rt")
)
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "separator": ""}
_LEADS = {"footnote": "[note] ", "endnote": "[note] ", "comment": "[commentaire] "}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote", "commentReference": "comment"}

_Notes = dict[tuple[str, str], etree._Element]  # by kind and number
_Links = dict[str, str]  # of one part, to pictures: the name of the link -> the other part


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Properties, pages (page breaks as Word last laid them out, else blocks), embedded files."""
    package = Package(source)
    main = find_main_part(package, "word/document.xml")
    root = package.read_xml(main)
    if root is None:
        raise DocumentIsBroken(reasons.MALFORMED)
    yield from give_package_properties(package)
    body = _Body(package, main)
    yield from make_pages(split_pages(body.read_document(root)))
    inner = [*package.names("word/embeddings/"), *package.names("word/media/")]
    yield from give_parts(package, inner)


def find_main_part(package: Package, usual: str) -> str:
    """The part that the package says is the document, or the usual one."""
    if usual in package:
        return usual
    found = package.find_links("", "officeDocument")
    return found[0] if found else usual


def _read_notes(package: Package, main: str) -> tuple[_Notes, dict[str, _Links]]:
    """Notes and comments, and the links of each kind of them."""
    notes, links = {}, {}
    for kind, part in (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments")):
        for name in package.find_links(main, part):
            links[kind] = _read_links(package, name)
            root = package.read_xml(name)
            for note in root if root is not None else ():
                if note.get(f"{_W}type") not in ("separator", "continuationSeparator", "continuationNotice"):
                    notes[local_name(note), note.get(f"{_W}id")] = note
    return notes, links


def _read_links(package: Package, part: str) -> _Links:
    return {link: name for link, (kind, name) in package.read_links(part).items() if kind == "image"}


class _Body:
    """Walks the elements of a document in order; its text grows in `out`."""

    def __init__(self, package: Package, main: str):
        self.out: list[str] = []
        self.package, self.main, self.numbers = package, main, WordNumbers(package, main)
        self.links = _read_links(package, main)  # of the part that is being walked
        self.notes, self.note_links = _read_notes(package, main)
        self.pictures: dict[str, str] = {}  # words of those that were met, by the names of their parts
        self.shown: list[str] = []  # words of pictures, told after their paragraph
        self.after: list[etree._Element] = []  # boxes and notes: told after their paragraph
        self.is_page_blank = True

    def read_document(self, root: etree._Element) -> str:
        """Headers, body, footers, then what charts and diagrams say."""
        for kind in ("header", None, "footer", "chart", "diagramData"):
            if kind is None:
                self._walk_children(root)
                continue
            seen = set()
            for name in self.package.find_links(self.main, kind):
                part = self.package.read_xml(name)
                text = self._take(part, _read_links(self.package, name)) if part is not None else ""
                if text.strip() and text not in seen:
                    seen.add(text)
                    self.out += [text, "\n"]
        return "".join(self.out)

    def _walk_children(self, element: etree._Element) -> None:
        for child in element:
            self._walk(child)

    def _walk(self, element: etree._Element) -> None:
        name = local_name(element)
        if name in _LEFT_OUT or not name:
            return
        if name in ("t", "v") and element.text:
            self._say(element.text if name == "t" else f"{element.text}\n")  # "v": a label of a chart
        elif name in _SIGNS:
            self._say(_SIGNS[name])
        elif name in _NOTES:
            note = self.notes.get((_NOTES[name], element.get(f"{_W}id")))
            self.after += [] if note is None else [note]
        elif handle := getattr(self, f"_read_{name}", None):
            handle(element)
        else:
            self._walk_children(element)

    def _say(self, text: str) -> None:
        self.out.append(text)
        self.is_page_blank = self.is_page_blank and not text.strip()

    def _break_page(self) -> None:
        if not self.is_page_blank:
            self.out.append(PAGE_BREAK)
            self.is_page_blank = True

    def _take(self, element: etree._Element, links: _Links | None = None) -> str:
        """The text under `element` alone, without page breaks; `links` are those of its part, if it is another."""
        (outer, self.out), was_blank = (self.out, []), self.is_page_blank
        outer_links, self.links = self.links, self.links if links is None else links
        self._walk_children(element)
        inner, self.out, self.is_page_blank = "".join(self.out), outer, was_blank
        self.links = outer_links
        return inner.replace(PAGE_BREAK, "")

    def _read_p(self, paragraph: etree._Element) -> None:
        outer_after, self.after = self.after, []
        if paragraph.find(f"{_W}pPr/{_W}pageBreakBefore") is not None:
            self._break_page()
        place = len(self.out)
        self._walk_children(paragraph)
        if any(text.strip() for text in self.out[place:]):
            place += self.out[place] == PAGE_BREAK
            self.out.insert(place, self.numbers.render(paragraph))
        self.out.append("\n")
        self.out += [f"{text}\n" for text in dict.fromkeys(self.shown)]
        self.shown = []
        while self.after:
            self._read_aside(self.after.pop(0))
        self.after = outer_after
        section = paragraph.find(f"{_W}pPr/{_W}sectPr")
        kind = section.find(f"{_W}type") if section is not None else None
        if section is not None and (kind is None or kind.get(f"{_W}val") != "continuous"):
            self._break_page()

    def _read_aside(self, element: etree._Element) -> None:
        kind = local_name(element)
        lead, text = _LEADS.get(kind, ""), self._take(element, self.note_links.get(kind)).strip()
        if text:
            self._say(f"{lead}{text}\n")

    def _read_r(self, run: etree._Element) -> None:
        vanish = run.find(f"{_W}rPr/{_W}vanish")
        if vanish is not None and vanish.get(f"{_W}val") not in ("0", "false", "off"):
            self.out.append(HIDDEN_MARK)
        else:
            self._walk_children(run)

    def _read_br(self, element: etree._Element) -> None:
        if element.get(f"{_W}type") == "page":
            self._break_page()
        else:
            self.out.append("\n")

    def _read_lastRenderedPageBreak(self, element: etree._Element) -> None:
        self._break_page()

    def _read_sym(self, element: etree._Element) -> None:
        code = int(element.get(f"{_W}char", "0"), 16)
        self._say("•" if 0xF000 <= code <= 0xF0FF else chr(code) if 31 < code < 0xD800 else "")

    def _read_blip(self, element: etree._Element) -> None:
        for name in filter(None, map(self.links.get, element.attrib.values())):
            if name not in self.pictures:
                self.pictures[name] = read_part_picture(self.package, name)
            self.shown += filter(None, [self.pictures[name]])

    _read_imagedata = _read_blip

    def _read_txbxContent(self, element: etree._Element) -> None:
        self.after.append(element)

    def _read_AlternateContent(self, element: etree._Element) -> None:
        for choice in element:
            before = len(self.out) + len(self.after)
            self._walk_children(choice)
            if len(self.out) + len(self.after) > before:
                return

    def _read_tr(self, row: etree._Element) -> None:
        if next(row.iter(f"{_W}lastRenderedPageBreak"), None) is not None:
            self._break_page()
        cells = [self._take(cell) for cell in row.iter(f"{_W}tc") if _is_in_row(cell, row)]
        self._say(join_cells(cells) + "\n")


def _is_in_row(cell: etree._Element, row: etree._Element) -> bool:
    """Whether the nearest row above `cell` is `row` (cells may stand inside content controls)."""
    return next(cell.iterancestors(f"{_W}tr"), None) is row
