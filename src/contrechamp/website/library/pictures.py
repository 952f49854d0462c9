"""Images of pages: few sizes, never the only carrier of the text, never in a shared cache."""

from django.http import HttpResponse

from contrechamp.errors import ContrechampError
from contrechamp.vocabulary.catalogue import DocumentCard, Picture
from contrechamp.website.interface.observatory import find_observatory

COVER_WIDTH_PX, WIDTH_PX, LARGE_WIDTH_PX = 600, 900, 1800
WIDTHS_PX = (COVER_WIDTH_PX, WIDTH_PX, LARGE_WIDTH_PX)
KEPT_FOR_SECONDS = 7 * 24 * 3600


def find_picture(card: DocumentCard, number: int, *, width_px: int) -> Picture | None:
    """The image of a page; None where none can be made: the text stands beside it, the page is still a page.

    A full disk is no reason either: reading goes on.
    """
    try:
        return find_observatory().render_page(card.digest, number, width_px=width_px)
    except (ContrechampError, OSError):
        return None


def send_picture(picture: Picture, card: DocumentCard) -> HttpResponse:
    """An image never changes under its address; no shared cache may keep it, since papers can be withdrawn."""
    response = HttpResponse(picture.content, content_type=picture.media_type)
    if card.is_public:
        response.headers["Cache-Control"] = f"private, max-age={KEPT_FOR_SECONDS}, immutable"
    return response
