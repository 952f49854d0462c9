"""Bytes become pages of text with boxes, inside a sandbox."""
