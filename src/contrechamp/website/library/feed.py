"""The Atom feed of a search: the same address, for a program that looks every morning."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed

from contrechamp.vocabulary.search import Hit
from contrechamp.website.interface.marks import show_plain

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_xml(text: str) -> str:
    """Text that XML can carry."""
    return _NOT_XML.sub("\ufffd", show_plain(text))


def render_feed(hits: Iterable[tuple[Hit, str]], *, title: str, address: str, feed_address: str) -> str:
    """`hits` come with their absolute addresses; an entry's date is the document's own."""
    feed = Atom1Feed(
        title=clean_xml(title), link=address, description="", feed_url=feed_address, language="fr"
    )
    for hit, hit_address in hits:
        moment = find_moment(hit.date)
        feed.add_item(
            title=clean_xml(f"{hit.title}, p. {hit.page}"),
            link=hit_address,
            description=clean_xml(hit.snippet),
            unique_id=hit_address.partition("?")[0],
            updateddate=moment,
            pubdate=moment,
        )
    return feed.writeString("utf-8")


def find_moment(partial: str) -> datetime:
    """Atom wants an instant: the first one of a date that is less precise; the epoch where there is none."""
    parts = [int(part) for part in partial.split("-") if part.isdigit()]
    try:
        return datetime(*[*parts, 1, 1][:3], tzinfo=UTC) if parts else datetime(1970, 1, 1, tzinfo=UTC)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
