"""Who sees what: a reader only what is public, and no trace of the rest; the team everything."""

from dataclasses import replace

from django.http import Http404, HttpRequest

from contrechamp.errors import NotADigest
from contrechamp.vocabulary.catalogue import DocumentCard
from contrechamp.vocabulary.digest import Digest
from contrechamp.website.interface.observatory import find_observatory


def is_team(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def list_seen_collections(request: HttpRequest) -> tuple[str, ...] | None:
    """The names of the collections that this person may see; None means all of them."""
    return None if is_team(request) else find_observatory().public_collections()


def find_shown(digest: str, request: HttpRequest) -> DocumentCard | None:
    """The card of a document that this person may see, without any trace of those they may not, else None."""
    try:
        wanted = Digest(digest)
    except NotADigest:
        return None
    card = find_observatory().find_document(wanted, collections=list_seen_collections(request))
    if card is None or is_team(request):
        return card
    return hide_team_facts(card) if card.is_public and not card.is_withdrawn else None


def require_shown(digest: str, request: HttpRequest) -> DocumentCard:
    """The same, where there is nothing to show without it: unknown and not public give the same 404."""
    card = find_shown(digest, request)
    if card is None:
        raise Http404
    return card


def hide_team_facts(card: DocumentCard) -> DocumentCard:
    """The card without the names of collections that are not public, nor what came in through them."""
    public = set(find_observatory().public_collections())
    return replace(
        card,
        collections=tuple(name for name in card.collections if name in public),
        receipts=tuple(receipt for receipt in card.receipts if receipt.provenance.collection in public),
    )
