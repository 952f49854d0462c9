"""What maps stand on: the keeper’s base map where there is one, else a plain ground with places that papers name."""

import functools
import logging

from django.conf import settings

from contrechamp.draw.base_map import TileGround
from contrechamp.draw.plain_ground import Ground, PlainGround
from contrechamp.errors import BaseMapUnreadable
from contrechamp.link.view import View
from contrechamp.pipeline.drawing.places import list_known_places
from contrechamp.website.registry.pictures.words import MAP


def find_ground(view: View) -> Ground:
    """The ground of every map of this site, as far as one may see the places."""
    return open_base_map() or PlainGround(str(MAP["plain"]), places=list_known_places(view))


@functools.cache
def open_base_map() -> TileGround | None:
    """The keeper's file, opened on first use; None without one. One that cannot be drawn is told in the log, once."""
    if settings.BASE_MAP is None:
        return None
    try:
        return TileGround(settings.BASE_MAP)
    except BaseMapUnreadable as error:
        logging.getLogger("django").error("%s %s", error, error.advice)
        return None
