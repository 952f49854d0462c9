"""The Atom feed of a search: the same address, for a program that looks every morning."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed

from contrechamp.vocabulary.search import Hit
from contrechamp.website.interface.marks import show_plain

_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)  # Atom wants an instant
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_xml(text: str) -> str:
    """Text that XML can carry."""
    return _NOT_XML.sub("\ufffd", show_plain(text))


def render_feed(hits: Iterable[tuple[Hit, str]], *, title: str, address: str, feed_address: str) -> str:
    """`hits` come with their absolute addresses; an entry is dated by the first receipt of its document."""
    feed = Atom1Feed(
        title=clean_xml(title), link=address, description="", feed_url=feed_address, language="fr"
    )
    for hit, hit_address in hits:
        moment = hit.received_at or _UNKNOWN
        feed.add_item(
            title=clean_xml(f"{hit.title}, p. {hit.page}"),
            link=hit_address,
            description=clean_xml(hit.snippet),
            unique_id=hit_address.partition("?")[0],
            updateddate=moment,
            pubdate=moment,
        )
    return feed.writeString("utf-8")
