"""Frames around words on the image of a page, in its pixels."""

from dataclasses import dataclass

from contrechamp.vocabulary.catalogue import Picture
from contrechamp.vocabulary.document import Box

_GROWN = 0.0025  # a frame stands a little outside its word


@dataclass(frozen=True)
class Frame:
    x: str
    y: str
    width: str
    height: str


def frame_box(box: Box, picture: Picture) -> Frame:
    """A box in pixels of the picture, a little larger than the word."""
    grown = _GROWN * picture.width
    return Frame(
        x=f"{box.left * picture.width - grown:.1f}",
        y=f"{box.top * picture.height - grown:.1f}",
        width=f"{(box.right - box.left) * picture.width + 2 * grown:.1f}",
        height=f"{(box.bottom - box.top) * picture.height + 2 * grown:.1f}",
    )
