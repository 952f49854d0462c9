"""PDF by reportlab: core fonts that are not embedded, as many offices still make them."""

import io
from functools import partial
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from .blocks import Text

MAKERS = {  # font, bold font, size, alignment of paragraphs, margins left and right in cm
    "helvetica": ("Helvetica", "Helvetica-Bold", 10, TA_JUSTIFY, 2.0, 2.0),
    "times": ("Times-Roman", "Times-Bold", 12, TA_JUSTIFY, 3.0, 2.0),
    "courier": ("Courier", "Courier-Bold", 12, 0, 2.6, 1.6),
}


def render_reportlab(text: Text, *, maker: str) -> bytes:
    """The text in one of the `MAKERS`."""
    return _build(_flow(text.blocks, maker=maker), text=text, maker=maker)


def render_gazette(acts: list[dict], *, number: str, day: str) -> bytes:
    """A gazette: cover, table of contents with page numbers, each act on a new page, running foot."""
    style = make_styles("helvetica")
    contents = TableOfContents(
        levelStyles=[
            ParagraphStyle(
                "toc",
                fontName="Helvetica",
                fontSize=8.5,
                leading=11,
                leftIndent=6,
                rightIndent=30,
                firstLineIndent=0,
                spaceBefore=4,
            )
        ]
    )
    flow = [
        Spacer(1, 6 * cm),
        Paragraph("RECUEIL DES ACTES ADMINISTRATIFS", style["cover"]),
        Paragraph(f"DE LA PRÉFECTURE DE LA LORME<br/><br/>{number}<br/><br/>{day}", style["cover"]),
        PageBreak(),
        Paragraph("TABLE DES MATIÈRES", style["title"]),
        contents,
    ]
    for act in acts:
        flow += [
            PageBreak(),
            Paragraph(_plain(act["service"]), style["small"]),
            Spacer(1, 10),
            _mark_entry(Paragraph(_plain(f"{act['number']} — {act['title']}"), style["title"])),
        ]
        flow += _flow(act["blocks"], maker="helvetica")
    return _build(
        flow, text=Text({"title": f"RAA {number}", "foot": f"RAA {number} du {day}"}), maker="helvetica"
    )


def make_styles(maker: str) -> dict[str, ParagraphStyle]:
    """Paragraph styles of one maker, by kind of block."""
    font, bold, size, align, _left, _right = MAKERS[maker]
    make = partial(ParagraphStyle, fontName=font, fontSize=size, leading=size * 1.32, spaceAfter=size * 0.62)
    strong = partial(make, fontName=bold)
    return {
        "paragraph": make("p", alignment=align),
        "title": strong(
            "t", fontSize=size * 1.25, leading=size * 1.6, alignment=TA_CENTER, spaceAfter=size * 1.2
        ),
        "heading": strong("h", spaceBefore=size * 0.8),
        "subheading": strong("s"),
        "centre": make("c", alignment=TA_CENTER),
        "right": make("r", alignment=TA_RIGHT, spaceBefore=size),
        "bold": strong("b"),
        "quote": make("q", leftIndent=30),
        "item": make("i", leftIndent=20, bulletIndent=6),
        "cell": make("cell", fontSize=size * 0.9, leading=size * 1.1, spaceAfter=0),
        "small": make("small", fontSize=8),
        "cover": strong("cover", fontSize=24, leading=34, alignment=TA_CENTER),
    }


def _flow(blocks, *, maker: str) -> list:
    styles, flow = make_styles(maker), []
    for block in blocks:
        if block.kind == "page":
            flow.append(PageBreak())
        elif block.kind == "table":
            flow += [_make_table(block.rows, styles), Spacer(1, 8)]
        elif block.kind == "item":
            flow.append(Paragraph(_plain(block.text), styles["item"], bulletText="-"))
        else:
            flow.append(Paragraph(_plain(block.text), styles[block.kind]))
    return flow


def _make_table(rows, styles) -> Table:
    cells = [[Paragraph(_plain(cell), styles["cell"]) for cell in row] for row in rows]
    table = Table(cells, repeatRows=1, hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
            ]
        )
    )
    return table


def _plain(text: str) -> str:
    """What the core fonts can show: no narrow space."""
    return escape(text.replace("\u202f", "\u00a0"))


def _mark_entry(paragraph: Paragraph) -> Paragraph:
    paragraph.in_contents = True
    return paragraph


class _Pages(BaseDocTemplate):
    def afterFlowable(self, flowable) -> None:
        if getattr(flowable, "in_contents", False):
            self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))


def _build(flow: list, *, text: Text, maker: str) -> bytes:
    font, _bold, _size, _align, left, right = MAKERS[maker]
    out = io.BytesIO()
    pages = _Pages(out, pagesize=A4, title=text.fields.get("title", ""), invariant=1)
    frame = Frame(
        left * cm, 2 * cm, A4[0] - (left + right) * cm, A4[1] - 4 * cm, leftPadding=0, rightPadding=0
    )

    def draw_foot(canvas: Canvas, document) -> None:
        canvas.setFont(font, 8)
        canvas.drawString(left * cm, 1.2 * cm, text.fields.get("foot", text.fields.get("number", "")))
        canvas.drawRightString(A4[0] - right * cm, 1.2 * cm, str(document.page))

    pages.addPageTemplates(PageTemplate(frames=[frame], onPage=draw_foot))
    pages.multiBuild(flow)
    return out.getvalue()
