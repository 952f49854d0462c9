"""What camera acts authorise: where, how many cameras, for how long."""

import re
from collections.abc import Callable, Iterator, Sequence

from contrechamp.spot.camera_counts import CameraCounts, count_cameras
from contrechamp.spot.communes import open_communes
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.order_places import Where, find_where
from contrechamp.spot.order_terms import (
    find_file_number,
    find_first_day,
    find_last_day,
    find_retention,
    find_signing_day,
)
from contrechamp.spot.orders import Article, Order, read_heading, read_order
from contrechamp.spot.wording import run_on
from contrechamp.text.folding import fold_keeping_length
from contrechamp.vocabulary.act import Act, Authorisation
from contrechamp.vocabulary.document import Page

VERSION = "1"
_PREFECT = 400  # characters of the recitals in which the prefect names the département
_VIDEO = re.compile(r"\bvideo[- ]{0,2}(?:protection|surveillance|protege)")
_RULES = (  # what an order does, the strongest word first
    ("refusal", r"\brefus|\brejet"),
    ("withdrawal", r"\bretrait|\bretir|\babrogation|\babrogeant"),
    ("modification", r"\bmodifi"),
    ("renewal", r"\brenouvel|\breconduction"),
    ("authorisation", r"\bautoris|\binstallation\b|\bmise en (?:œ|oe)uvre"),
)
_RULED = tuple((name, re.compile(pattern)) for name, pattern in _RULES)
_OPERATIVE = re.compile(
    r"\bautoris|\b(?:mettre|mise?s?) en (?:œ|oe)uvre|\brefus|\bmodifi|\breconduit|\brenouvel|\bretir|camera"
)
_REPEALS = re.compile(r"\b(?:est|sont) abroge")


def find_authorisations(
    acts: Sequence[Act], read_page: Callable[[int], Page], lexicons: Lexicons
) -> Iterator[Authorisation]:
    """What each camera act of a document says; `read_page` gives a page by its number.

    `rule` says what the act does: "authorisation", "renewal", "modification", "refusal" or "withdrawal".
    """
    for act in acts:
        if rule := name_rule(act, read_page):
            yield make_authorisation(act, read_order(act, read_page), rule=rule, lexicons=lexicons)


def name_rule(act: Act, read_page: Callable[[int], Page]) -> str:
    """What an act does about a system of cameras; "" for any other act. Without a title its heading is read."""
    title = fold_keeping_length(run_on(act.title))
    if not title:
        title = fold_keeping_length(run_on(read_heading(act, read_page)))
    video = _VIDEO.search(title)
    if not video or re.search(r"\bcommission\b[^;]{0,40}$|\bdelegation\b", title[: video.start()]):
        return ""
    return next((name for name, pattern in _RULED if pattern.search(title)), "")


def make_authorisation(act: Act, order: Order, *, rule: str, lexicons: Lexicons) -> Authorisation:
    """What an order says, field by field."""
    ruling = _find_operative(order.articles)
    rest = [article for article in order.articles if article is not ruling]
    foldeds = [article.folded for article in ([ruling] if ruling else []) + rest]
    where = find_where(order, title=run_on(act.title), operative=ruling.text if ruling else "")
    commune = open_communes().find_commune(where.commune, _find_departement(where, order, lexicons=lexicons))
    counts = CameraCounts() if rule in ("refusal", "withdrawal") else _count(foldeds)
    recitals = fold_keeping_length(order.recitals)
    return Authorisation(
        act=act.rank,
        page=ruling.page if ruling else act.first_page,
        commune=commune.name if commune else where.commune,
        insee=commune.insee if commune else "",
        place=where.place,
        address=where.address,
        holder=where.holder,
        cameras_inside=counts.inside,
        cameras_outside=counts.outside,
        cameras_public_way=counts.public_way,
        retention_days=find_retention(foldeds),
        file_number=find_file_number([*foldeds, recitals]),
        begins_on=_find_first_day(act, order, ruling=ruling),
        ends_on=find_last_day(foldeds),
        rule=rule,
        version=VERSION,
    )


def _find_operative(articles: Sequence[Article]) -> Article | None:
    """The article that rules: the first one that does more than repeal an older order."""
    ruling = [article for article in articles if _OPERATIVE.search(article.folded)]
    lasting = [one for one in ruling if not _REPEALS.search(one.folded) or "mettre en" in one.folded]
    return next(iter(lasting or ruling or articles), None)


def _find_departement(where: Where, order: Order, *, lexicons: Lexicons) -> str:
    """The code of the postcode's département, else of the prefect's; "" when neither is said."""
    if where.postcode:
        return where.postcode[: 3 if where.postcode.startswith("97") else 2]
    found = (entry for _, _, entry in lexicons.find(order.recitals[:_PREFECT], "place"))
    return next((entry.details["departement"] for entry in found if "departement" in entry.details), "")


def _count(foldeds: Sequence[str]) -> CameraCounts:
    counted = map(count_cameras, foldeds)
    return next((counts for counts in counted if counts != CameraCounts()), CameraCounts())


def _find_first_day(act: Act, order: Order, *, ruling: Article | None) -> str:
    stated = find_first_day(ruling.folded) if ruling else ""
    signed = find_signing_day(order.text[-4_000:])
    return stated or signed or (act.date if len(act.date) == 10 else "")
