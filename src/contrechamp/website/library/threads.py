"""Messages that answer one another, among those that came in the same mailbox."""

import re

from django.http import HttpRequest

from contrechamp.vocabulary.catalogue import DocumentCard
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library.gate import find_shown, list_seen_collections

MOST_SIBLINGS = 300
_MESSAGE_NUMBER = re.compile(r"<[^<>\s]{3,250}>")


def list_thread(card: DocumentCard, request: HttpRequest) -> list[DocumentCard]:
    """The conversation that a message belongs to, oldest first, itself included; empty when it is alone."""
    if not card.parent or not list_numbers(card):
        return []
    seen = list_seen_collections(request)
    siblings = find_observatory().list_children(card.parent.digest, collections=seen, limit=MOST_SIBLINGS)
    cards = [found for near in siblings if (found := find_shown(near.digest, request))]
    thread = join_thread(card, cards)
    return sorted(thread, key=lambda one: one.properties.get("date", "")) if len(thread) > 1 else []


def list_numbers(card: DocumentCard) -> set[str]:
    """The numbers of a message and of those that it answers, as it says them itself."""
    said = (card.properties.get(key, "") for key in ("message_id", "in_reply_to", "references"))
    return set(_MESSAGE_NUMBER.findall(" ".join(said)))


def join_thread(card: DocumentCard, cards: list[DocumentCard]) -> list[DocumentCard]:
    """Those of `cards` that are tied to `card` by a number, directly or through others."""
    numbers, grown = list_numbers(card), True
    thread: dict[str, DocumentCard] = {}
    while grown:
        tied = [one for one in cards if one.digest not in thread and list_numbers(one) & numbers]
        thread |= {one.digest: one for one in tied}
        numbers = numbers.union(*(list_numbers(one) for one in tied))
        grown = bool(tied)
    return list(thread.values())
