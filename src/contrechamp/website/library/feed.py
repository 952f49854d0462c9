"""The Atom feed of a search: the same address, for a program that looks every morning."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from django.utils.feedgenerator import Atom1Feed

from contrechamp.vocabulary.plain import show_plain
from contrechamp.vocabulary.search import Hit

UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)  # Atom wants an instant
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_xml(text: str) -> str:
    """Text that XML can carry."""
    return _NOT_XML.sub("\ufffd", show_plain(text))


class FeedEntry(NamedTuple):
    """A hit, its absolute address, and when it was received into what the reader sees."""

    hit: Hit
    address: str
    received_at: datetime


def render_feed(entries: Iterable[FeedEntry], *, title: str, address: str, feed_address: str) -> str:
    """The feed as XML."""
    feed = Atom1Feed(
        title=clean_xml(title), link=address, description="", feed_url=feed_address, language="fr"
    )
    for hit, hit_address, received_at in entries:
        feed.add_item(
            title=clean_xml(f"{hit.title}, p. {hit.page}"),
            link=hit_address,
            description=clean_xml(hit.snippet),
            unique_id=hit_address.partition("?")[0],
            updateddate=received_at,
            pubdate=received_at,
        )
    return feed.writeString("utf-8")
