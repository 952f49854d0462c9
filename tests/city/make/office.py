"""Papers from word processors: DOCX, ODT, RTF, DOC, and slides."""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from odf import teletype
from odf.element import Element
from odf.opendocument import OpenDocumentText
from odf.style import ParagraphProperties, Style, TextProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import H, P, SoftPageBreak
from pptx import Presentation

from .blocks import Block, Text
from .packs import repack_office


def render_docx(text: Text, *, font: str = "Calibri") -> bytes:
    """The text with Word's own styles, tables and page breaks."""
    document = Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = font, Pt(11)
    document.core_properties.title = text.fields.get("title", "")
    document.core_properties.author = text.fields.get("author", "Ville de Vaucreuse")
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    for block in text.blocks:
        _add_to_docx(document, block)
    out = io.BytesIO()
    document.save(out)
    return repack_office(out.getvalue())


def _add_to_docx(document, block: Block) -> None:
    styles = {"title": "Title", "heading": "Heading 1", "subheading": "Heading 2", "item": "List Bullet"}
    if block.kind == "page":
        document.add_page_break()
    elif block.kind == "table":
        table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
        for row in block.rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
    else:
        paragraph = document.add_paragraph(block.text, style=styles.get(block.kind))
        if block.kind in ("centre", "right"):
            paragraph.alignment = getattr(
                WD_ALIGN_PARAGRAPH, {"centre": "CENTER", "right": "RIGHT"}[block.kind]
            )


def render_odt(text: Text) -> bytes:
    """The text as LibreOffice writes it: named styles, a soft page break where a page ended."""
    Element.namespaces.clear()  # odfpy keeps them from one document to the next
    document = OpenDocumentText()
    styles = {kind: _make_odt_style(document, kind) for kind in ("title", "centre", "right", "bold")}
    for block in text.blocks:
        if block.kind == "table":
            document.text.addElement(_make_odt_table(block))
        elif block.kind == "page":
            document.text.addElement(SoftPageBreak())
        elif block.kind in ("heading", "subheading"):
            _add_words(document, H(outlinelevel=1 if block.kind == "heading" else 2), block.text)
        else:
            style = styles.get(block.kind)
            _add_words(document, P(stylename=style) if style else P(), block.text)
    out = io.BytesIO()
    document.save(out)
    return repack_office(out.getvalue())


def _add_words(document, element, words: str) -> None:
    teletype.addTextToElement(element, words)
    document.text.addElement(element)


def _make_odt_style(document, kind: str) -> Style:
    style = Style(name=f"Style_{kind}", family="paragraph")
    align = {"title": "center", "centre": "center", "right": "end"}.get(kind, "start")
    style.addElement(ParagraphProperties(textalign=align))
    if kind in ("title", "bold"):
        style.addElement(TextProperties(fontweight="bold", fontsize="14pt" if kind == "title" else "11pt"))
    document.styles.addElement(style)
    return style


def _make_odt_table(block: Block) -> Table:
    table = Table(name="Tableau")
    table.addElement(TableColumn(numbercolumnsrepeated=len(block.rows[0])))
    for row in block.rows:
        drawn = TableRow()
        for value in row:
            cell = TableCell()
            paragraph = P()
            teletype.addTextToElement(paragraph, value)
            cell.addElement(paragraph)
            drawn.addElement(cell)
        table.addElement(drawn)
    return table


def render_rtf(text: Text) -> bytes:
    """The text in RTF, accents as code page 1252 bytes, the rest as Unicode escapes."""
    page = r"\paperw11906\paperh16838"  # A4, in twentieths of a point
    head = r"{\rtf1\ansi\ansicpg1252\deff0" + page + r"{\fonttbl{\f0\froman Times New Roman;}}\f0\fs24" + "\n"
    return (head + "".join(_write_rtf(b) for b in text.blocks) + "}").encode("ascii")


def _write_rtf(block: Block) -> str:
    if block.kind == "page":
        return "\\page\n"
    if block.kind == "table":
        return "".join(
            r"\pard " + r"\tab ".join(_escape_rtf(c) for c in row) + "\\par\n" for row in block.rows
        )
    look = {"title": r"\qc\b\fs30 ", "heading": r"\b ", "centre": r"\qc ", "right": r"\qr "}.get(
        block.kind, r"\qj "
    )
    return r"{\pard\sa160" + look + _escape_rtf(block.text) + "\\par}\n"


def _escape_rtf(words: str) -> str:
    def write(char: str) -> str:
        if char in "\\{}":
            return "\\" + char
        if ord(char) < 128:
            return char
        try:
            return f"\\'{char.encode('cp1252')[0]:02x}"
        except UnicodeEncodeError:
            return f"\\u{ord(char)}?"

    return "".join(write(char) for char in words)


def render_doc(text: Text) -> bytes | None:
    """A Word 97 file made by LibreOffice from our RTF; None where LibreOffice is absent (the kept file stays)."""
    program = shutil.which("soffice")
    if not program:
        return None
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.rtf").write_bytes(render_rtf(text))
        subprocess.run(
            [
                program,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                "doc:MS Word 97",
                "--outdir",
                folder,
                f"{folder}/a.rtf",
            ],
            check=True,
            capture_output=True,
        )
        return Path(folder, "a.doc").read_bytes()


def render_pptx(slides: list[dict]) -> bytes:
    """Slides with a title, lines and the speaker's notes."""
    show = Presentation()
    show.core_properties.title = slides[0]["title"]
    for index, content in enumerate(slides):
        slide = show.slides.add_slide(show.slide_layouts[0 if index == 0 else 1])
        slide.shapes.title.text = content["title"]
        slide.placeholders[1].text = "\n".join(content["lines"])
        if content.get("notes"):
            slide.notes_slide.notes_text_frame.text = content["notes"]
    out = io.BytesIO()
    show.save(out)
    return repack_office(out.getvalue())
