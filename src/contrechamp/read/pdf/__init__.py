"""Rooms of the PDF reader: opening, geometry, text in reading order, columns, what is hidden, what is attached."""
