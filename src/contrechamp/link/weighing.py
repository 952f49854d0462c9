"""How telling a proposal is: surveillance first, then what says most."""

from collections.abc import Iterable, Mapping

from contrechamp.vocabulary.mention import Mention, MentionKind

NAMES_IT, NAMES_NEAR = 1_000, 500  # it names a technology that watches; it belongs to what names one
_WEAK_SHARE = 4
# Technologies that many buildings have, and words of programmes: they say less than a camera.
_WEAK = (
    "Sites et bâtiments",
    "Réseaux et téléphones",
    "Mots de l'administration",
    "Mots de la ville numérique",
)


def weigh_technologies(mentions: Iterable[Mention], *, most: int = NAMES_IT) -> int:
    """0 where no technology is named, `most` where one that watches is, a part of it for the others."""
    named = {one.value: one for one in mentions if one.kind is MentionKind.TECHNOLOGY}
    if not named:
        return 0
    is_weak = all(one.details.get("category") in _WEAK for one in named.values())
    return most // _WEAK_SHARE if is_weak else most


def weigh_fields(fields: Mapping[str, str], wanted: Mapping[str, int]) -> int:
    """The sum of what each field weighs that is there."""
    return sum(weight for name, weight in wanted.items() if fields.get(name))


def weigh_sum(value: str) -> int:
    """The number of digits of a sum in euros: a larger contract comes before a smaller one."""
    return len(value.partition(".")[0]) if value else 0
