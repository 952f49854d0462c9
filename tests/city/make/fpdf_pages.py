"""PDF by fpdf2: plain pages with core fonts, a page number and no title in the metadata."""

from datetime import UTC, datetime

from fpdf import FPDF, XPos, YPos

from .blocks import Text

MADE_AT = datetime(2022, 1, 3, 9, 0, tzinfo=UTC)


class _Sheet(FPDF):
    """A4 pages whose foot shows `- 3 -`."""

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font("Times", size=9)
        self.cell(0, 6, f"- {self.page_no()} -", align="C")


def render_fpdf(text: Text, *, family: str = "Times", size: float = 11.5, left: float = 32) -> bytes:
    """The text with one core font; tables in full rules."""
    sheet = _Sheet(format="A4")
    sheet.set_creation_date(MADE_AT)
    sheet.set_margins(left, 24, 20)
    sheet.set_auto_page_break(True, 22)
    sheet.core_fonts_encoding = "cp1252"
    sheet.add_page()
    for block in text.blocks:
        _draw_block(sheet, block, family=family, size=size)
    return bytes(sheet.output())


def _draw_block(sheet: FPDF, block, *, family: str, size: float) -> None:
    if block.kind == "page":
        return sheet.add_page()
    if block.kind == "table":
        return _draw_table(sheet, block.rows, family=family, size=size)
    bold = block.kind in ("title", "heading", "bold")
    align = {"title": "C", "centre": "C", "right": "R"}.get(block.kind, "J")
    sheet.set_font(family, style="B" if bold else "", size=size * (1.25 if block.kind == "title" else 1))
    indent = 8 if block.kind in ("item", "quote") else 0
    sheet.set_x(sheet.l_margin + indent)
    said = ("\u2022 " if block.kind == "item" else "") + block.text
    sheet.multi_cell(0, size * 0.5, said, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    sheet.ln(size * 0.24)
    return None


def _draw_table(sheet: FPDF, rows, *, family: str, size: float) -> None:
    sheet.set_font(family, size=size * 0.92)
    with sheet.table(line_height=size * 0.5, text_align="LEFT") as table:
        for row in rows:
            drawn = table.row()
            for cell in row:
                drawn.cell(cell)
    sheet.ln(size * 0.3)
