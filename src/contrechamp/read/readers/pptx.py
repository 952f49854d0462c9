"""Presentations (PPTX): a page for each slide, with its notes, comments, tables, charts and diagrams."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.blocks import join_cells, make_page, tidy_text
from contrechamp.read.drawn_words import read_part_picture
from contrechamp.read.guard import guard_parser
from contrechamp.read.inner_files import give_parts
from contrechamp.read.media_type import PPTX
from contrechamp.read.office_properties import give_package_properties
from contrechamp.read.package import Package, local_name
from contrechamp.read.reader import Finding, Notice, Request
from contrechamp.vocabulary.document import Page

VERSION = "2"
MEDIA_TYPES = (PPTX,)

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ASIDES = (
    ("notesSlide", "[notes] "),
    ("comments", "[commentaire] "),
    ("chart", ""),
    ("diagramData", ""),
)


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Properties, slides in the order of the show (hidden ones flagged), embedded files."""
    package = Package(source)
    main = next(iter(package.find_links("", "officeDocument")), "ppt/presentation.xml")
    slides = _find_slides(package, main)
    if not slides:
        yield from _give_empty(package)
    yield from give_package_properties(package)
    told: set[str] = set()
    for number, name in enumerate(slides, 1):
        page = _read_slide(package, name, number, told)
        yield page or make_page(number, "", label=str(number))
        if page is None:
            yield Notice(reasons.PART_BROKEN)
    inner = [*package.names("ppt/embeddings/"), *package.names("ppt/media/")]
    yield from give_parts(package, inner)


def _give_empty(package: Package) -> Iterator[Finding]:
    if not package.names("ppt/"):
        raise DocumentIsBroken(reasons.MALFORMED)
    yield make_page(1, "")


def _find_slides(package: Package, main: str) -> list[str]:
    """Names of the slides' parts, in order; by their numbers when the list is lost."""
    root = package.read_xml(main)
    links = package.read_links(main)
    listed = (
        [] if root is None else [links.get(item.get(_R_ID), ("", ""))[1] for item in root.iter("{*}sldId")]
    )
    found = [name for name in listed if name in package]
    if found:
        return found
    loose = [name for name in package.names("ppt/slides/") if name.endswith(".xml")]
    return sorted(loose, key=lambda name: (len(name), name))


def _read_slide(package: Package, name: str, number: int, told: set[str]) -> Page | None:
    slide = package.read_xml(name)
    if slide is None:
        return None
    lines = list(_read_shapes(slide))
    for kind, lead in _ASIDES:
        for part in package.find_links(name, kind):
            root = package.read_xml(part)
            text = (
                "" if root is None else "\n".join(_read_shapes(root, skip=("sldNum", "dt", "sldImg"))).strip()
            )
            if text:
                lines.append(f"{lead}{text}")
    places = (name, *package.find_links(name, "vmlDrawing"))
    shown = dict.fromkeys(part for place in places for part in package.find_links(place, "image"))
    pictures = (read_part_picture(package, part) for part in shown)
    lines += [text for text in dict.fromkeys(pictures) if text]
    lines += _read_masters(package, name, told)
    flags = ("hidden_text",) if slide.get("show") in ("0", "false") else ()
    return make_page(number, tidy_text("\n".join(lines)), label=str(number), flags=flags)


def _read_masters(package: Package, slide: str, told: set[str]) -> Iterator[str]:
    """What stands on every slide of a layout, told on the first one; what is there to be filled in is not."""
    layouts = package.find_links(slide, "slideLayout")
    for name in (
        *layouts,
        *(master for layout in layouts for master in package.find_links(layout, "slideMaster")),
    ):
        root = None if name in told else package.read_xml(name)
        told.add(name)
        if root is not None:
            yield from _read_shapes(root, skip=None)


def _read_shapes(element: etree._Element, *, skip: tuple[str, ...] | None = ()) -> Iterator[str]:
    """Lines of the shapes under `element`; placeholders of the kinds in `skip`, or all of them, left out."""
    for child in element:
        name = local_name(child)
        if name == "sp":
            placeholder = next(child.iter("{*}ph"), None)
            if placeholder is not None and (skip is None or placeholder.get("type") in skip):
                continue
        if name == "p":
            yield _read_paragraph(child)
        elif name == "tr":
            yield join_cells("\n".join(_read_shapes(cell)) for cell in child if local_name(cell) == "tc")
        elif name in ("text", "pt", "v") and (text := "".join(child.itertext()).strip()):
            yield text  # comments, and labels of charts
        elif name == "AlternateContent":
            yield from _read_shapes(child[0], skip=skip) if len(child) else ()
        else:
            yield from _read_shapes(child, skip=skip)


def _read_paragraph(paragraph: etree._Element) -> str:
    signs = {"br": "\n", "tab": "\t"}
    return "".join(
        part.text or "" if local_name(part) == "t" else signs.get(local_name(part), "")
        for part in paragraph.iter()
    )
