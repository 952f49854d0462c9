"""What a paper says of itself on its first page, or its path: title, date, body and kind. Unknown stays unknown."""

import re
import tomllib
from dataclasses import dataclass
from importlib import resources

from contrechamp.text.dates import find_date
from contrechamp.text.folding import fold, fold_keeping_length
from contrechamp.vocabulary.document import Description, Said

_HEAD = 1500  # code points in which a paper says what it is
_LETTERHEAD = 800  # code points in which it says whose it is
_FIRST_LINES = 250  # code points in which a body that others speak of, too, names itself
_LONGEST_TITLE = 200
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its key, its French name, and how it is recognised."""

    key: str
    label: str
    words: frozenset[str]
    says: tuple[re.Pattern, ...]
    path: tuple[re.Pattern, ...]
    media: tuple[str, ...]
    needs: tuple[str, ...]  # media types without which its page is not looked at
    late: int  # a kind that others speak of, too, counts as said so many code points later

    def allows(self, media_type: str) -> bool:
        return not self.needs or media_type.startswith(self.needs)


def _read_kinds() -> dict[str, Kind]:
    text = resources.files("contrechamp.text").joinpath("kinds.toml").read_text("utf-8")
    return {key: _make_kind(key, rules) for key, rules in tomllib.loads(text).items()}


def _make_kind(key: str, rules: dict) -> Kind:
    return Kind(
        key=key,
        label=rules["label"],
        words=frozenset(fold(word) for word in [key, rules["label"], *rules.get("words", [])]),
        says=tuple(re.compile(pattern) for pattern in rules.get("says", [])),
        path=tuple(re.compile(pattern) for pattern in rules.get("path", [])),
        media=tuple(rules.get("media", [])),
        needs=tuple(rules.get("needs", [])),
        late=rules.get("late", 0),
    )


KINDS = _read_kinds()


def list_kinds() -> tuple[str, ...]:
    """The keys of all kinds."""
    return tuple(KINDS)


def find_kind(word: str) -> str:
    """The key of a kind that a person named ("Délibération", "PV"); a word that names none is only folded."""
    folded = fold(word.strip())
    return next((kind.key for kind in KINDS.values() if folded in kind.words), folded)


def guess_description(first_text: str, untrusted_path: str, media_type: str) -> Description:
    """What rules over the first page say ("rule"), else the path ("path"), else nothing."""
    kind = _guess_kind(first_text, untrusted_path, media_type)
    return Description(
        title=_guess_title(first_text, kind.value),
        date=find_date(first_text, untrusted_path),
        body=_guess_body(first_text, kind.value),
        kind=kind,
    )


def _guess_kind(text: str, path: str, media_type: str) -> Said:
    head = _BLANKS.sub(" ", fold(text[:_HEAD])).strip()
    allowed = [kind for kind in KINDS.values() if kind.allows(media_type)]
    by_media = next(
        (kind for kind in KINDS.values() if kind.media and media_type.startswith(kind.media)), None
    )
    if by_media and not any(kind.needs for kind in allowed):
        return Said(by_media.key, "rule")
    said = [
        (match.end() + kind.late, kind.key)
        for kind in allowed
        for p in kind.says
        if (match := p.search(head))
    ]
    parts = _split_path(path)
    by_name = _match_path(parts[:1])
    on_page = min(said)[1] if said else ""
    if on_page and (by_name in ("", on_page) or not KINDS[on_page].late):
        return Said(on_page, "rule")
    by_path = by_name or _match_path(parts[1:])
    return Said(by_path, "path") if by_path else Said(by_media.key, "rule") if by_media else Said()


def _split_path(path: str) -> list[str]:
    """The file's own name before its folders, the nearest folder first."""
    return list(reversed(fold(path).replace("\\", "/").replace("_", " ").split("/")))


def _match_path(parts: list[str]) -> str:
    for part in parts:
        for kind in KINDS.values():
            if any(pattern.search(part) for pattern in kind.path):
                return kind.key
    return ""


_OBJECT = re.compile(
    r"^[ \t]*(?:objet|sujet|intitule)[ \t]*(?:de l['’]?\w+ ?)?[:.][ \t]*(.{4,})", re.I | re.M
)
_HEADINGS = {
    "gazette": re.compile(
        r"recueil(?: special)? des actes\s+administratifs[^\n]{0,80}(?:\n[^\n]{0,40}n°[^\n]{0,40})?"
    ),
    "minutes": re.compile(r"^[^\n]{0,80}(?:proces[- ]verbal|compte[- ]rendu)[^\n]{0,120}", re.M),
    "order": re.compile(
        r"^[^\n]{0,40}\barrete (?:prefectoral|municipal|temporaire|permanent|portant|n°)[^\n]{0,120}", re.M
    ),
}


def _guess_title(text: str, kind: str) -> Said:
    """What stands behind "Objet :", or the line in which a gazette, minutes or an order name themselves."""
    head = text[: 2 * _HEAD]
    folded = fold_keeping_length(head)
    match = _OBJECT.search(folded)
    if match:
        return Said(_read_on(head, match.start(1)), "rule")
    heading = _HEADINGS[kind].search(folded) if kind in _HEADINGS else None
    if not heading:
        return Said()
    rest = head[heading.end() :].split("\n", 2)
    goes_on = len(rest) > 1 and rest[1][:1].isdigit() and len(rest[1]) < 60
    return Said(_clean(head[heading.start() : heading.end()] + (f" {rest[1]}" if goes_on else "")), "rule")


def _read_on(text: str, start: int) -> str:
    """A title goes on over its next lines until a full stop, an empty line or a line that begins anew."""
    lines = text[start:].split("\n")
    title = lines[0].strip()
    for line in lines[1:3]:
        if (
            not line.strip()
            or title.endswith((".", ";", ":"))
            or len(title) < 40
            or not line.strip()[0].islower()
        ):
            break
        title = f"{title} {line.strip()}"
    return _clean(title)


def _clean(title: str) -> str:
    title = _BLANKS.sub(" ", title).strip(" -–—:;,.")
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
    return title


_WORD = r"(?!(?:Conseil|CONSEIL|Page|Séance|Extrait|EXTRAIT|République)\b)[A-ZÉÈÎÂÔÇ][\w'’]*"
_SMALL_WORDS = "sur|sous|en|de|du|des|la|le|les|lès|et|aux?|l'|d'"
_NAME = rf"{_WORD}(?:[- ](?:(?:{_SMALL_WORDS})[- ])*{_WORD}){{0,4}}"
_OF = r"(?:de (?:l['’]|la |le |les )?|DE (?:L['’]|LA |LE |LES )?|du |DU |des |DES |d['’]|D['’])(?:La |Le |Les )?"
_TOWNS = re.compile(rf"\b(?:[Vv]ille|VILLE|[Cc]ommune|COMMUNE|[Mm]airie|MAIRIE) {_OF}{_NAME}")
_PREFECTURES = re.compile(rf"\b(?:[Pp]réfecture|PR[EÉ]FECTURE) {_OF}{_NAME}")
_OTHERS = re.compile(
    rf"\b(?:[Mm]étropole|M[EÉ]TROPOLE|[Cc]ommunauté (?:d['’]agglomération|de communes|urbaine)) (?:{_OF})?{_NAME}"
    rf"|(?i:\bcommission d['’]acc[eè]s aux documents administratifs)|(?i:\btribunal administratif de ){_NAME}"
)
_DEPARTMENTS = re.compile(rf"\b(?:[Dd]épartement|D[EÉ]PARTEMENT|[Rr]égion|R[EÉ]GION) {_OF}{_NAME}")


def _guess_body(text: str, kind: str) -> Said:
    """The public body named first at the head of the page; a department only where it is alone."""
    head = text[:_LETTERHEAD]
    others = _OTHERS.search(head[:_FIRST_LINES])
    if others and kind != "gazette":
        return Said(_lower_capitals(_BLANKS.sub(" ", others[0])), "rule")
    choices = (
        ((_PREFECTURES,), (_DEPARTMENTS,)) if kind == "gazette" else ((_TOWNS, _PREFECTURES), (_DEPARTMENTS,))
    )
    for patterns in choices:
        found = sorted((match.start(), match[0]) for pattern in patterns if (match := pattern.search(head)))
        if found:
            return Said(_lower_capitals(_BLANKS.sub(" ", found[0][1])), "rule")
    return Said()


_SMALL = frozenset(
    ("de", "du", "des", "la", "le", "les", "sur", "sous", "en", "et", "aux", "au", "lès", "l", "d")
)


def _lower_capitals(name: str) -> str:
    """ "VILLE DE SAINT-DENIS" as "Ville de Saint-Denis"."""
    pieces = re.split(r"([ '’-])", name)
    return "".join(_lower_word(piece, is_first=not place) for place, piece in enumerate(pieces))


def _lower_word(word: str, *, is_first: bool) -> str:
    if word.lower() in _SMALL and not is_first:
        return word.lower() if word.isupper() else word
    return word.capitalize() if word.isupper() or is_first else word
