"""What a question asks, as a tree, and how the tree is said in French."""

from collections.abc import Iterator
from dataclasses import dataclass

from contrechamp.text.kinds import KINDS
from contrechamp.text.words import Word

_FIELD_WORDS = {
    "title": "titre",
    "body": "organisme",
    "kind": "type",
    "how_read": "lu",
    "collection": "collection",
    "technology": "dispositif",
    "supplier": "titulaire",
    "place": "lieu",
}
_HOW_READ_WORDS = {"ocr": "OCR", "native": "texte du fichier", "empty": "vide"}


@dataclass(frozen=True)
class Term:
    """One unit typed without spaces: a word, or what a hyphen or an apostrophe holds ("porte-parole", "l'école").

    `weight` is more than 1 for a name, less for what a sentence asks for ("année" in "quelle année").
    """

    text: str
    words: tuple[Word, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Phrase:
    """Words in this order; `slop` is how many places they may be moved."""

    text: str
    words: tuple[Word, ...]
    slop: int = 0


@dataclass(frozen=True)
class Prefix:
    text: str


@dataclass(frozen=True)
class Fuzzy:
    text: str
    distance: int


@dataclass(frozen=True)
class InField:
    """Words in the title or the name of the body ("title", "body")."""

    name: str
    words: tuple[Word, ...]
    text: str


@dataclass(frozen=True)
class Having:
    """An exact value: "kind", "how_read", "collection"; or what was spotted, whatever its case and accents."""

    name: str
    value: str


@dataclass(frozen=True)
class Dated:
    """Days as 20130625, both included; a document counts when any day of its date may lie between them."""

    first_day: int
    last_day: int
    text: str


@dataclass(frozen=True)
class All:
    children: tuple["Node", ...]


@dataclass(frozen=True)
class Any:
    children: tuple["Node", ...]


@dataclass(frozen=True)
class But:
    """What the child finds is left out."""

    child: "Node"


@dataclass(frozen=True)
class Loose:
    """Words without operator: those with all of them first, then those with some. `required` always holds."""

    required: tuple["Node", ...]
    wished: tuple["Node", ...]

    def tell(self, stem: str) -> float:
        """The weight of the term that has this stem."""
        terms = (node for node in self.wished if isinstance(node, Term))
        return next((term.weight for term in terms if any(word.stem == stem for word in term.words)), 1.0)


Node = Term | Phrase | Prefix | Fuzzy | InField | Having | Dated | All | Any | But | Loose


@dataclass(frozen=True)
class Understood:
    """A question as a tree (None: nothing is asked), in words, and what could not be taken as it was."""

    tree: Node | None
    words: str
    notes: tuple[str, ...] = ()


def find_distance(letters: str) -> int:
    """How many letters of a word may be wrong before it is another word; 0 for short words and numbers."""
    if len(letters) < 4 or not letters.isalpha():
        return 0
    return 2 if len(letters) > 6 else 1


def render_words(node: Node) -> str:
    """The tree in French words, so that a reader sees how the question was understood."""
    match node:
        case Term(text=text):
            return text
        case Phrase(text=text, slop=slop):
            return f"« {text} »" + (f" à {slop} mots près" if slop else "")
        case Prefix(text=text):
            return f"{text}…"
        case Fuzzy(text=text):
            return f"≈ {text}"
        case InField(name=name, text=text):
            return f"{_FIELD_WORDS[name]} : {text}"
        case Having(name=name, value=value):
            return f"{_FIELD_WORDS[name]} : {_name_value(name, value)}"
        case Dated(text=text):
            return text.replace(":", " : ")
        case But(child=child):
            return f"SAUF {_render_inner(child)}"
        case Any(children=children):
            return " OU ".join(_render_inner(child) for child in children)
        case Loose(required=required, wished=wished):
            return " ".join(_render_inner(child) for child in wished + required)
        case All(children=children):
            first = [c for c in children if not isinstance(c, But)]
            rest = [c for c in children if isinstance(c, But)]
            return " ".join(filter(None, [" ET ".join(map(_render_inner, first)), *map(_render_inner, rest)]))


def _name_value(name: str, value: str) -> str:
    if name == "kind":
        return KINDS[value].label if value in KINDS else value
    return _HOW_READ_WORDS.get(value, value) if name == "how_read" else value


def keep_words(node: Node | None) -> Node | None:
    """What is asked of the words of a page themselves: no title, kind, date or collection, nothing left out."""
    match node:
        case None | InField() | Having() | Dated() | But():
            return None
        case All(children=children) | Any(children=children):
            kept = tuple(child for one in children if (child := keep_words(one)))
            return type(node)(kept) if kept else None
        case Loose(required=required, wished=wished):
            required, wished = (
                tuple(child for one in nodes if (child := keep_words(one))) for nodes in (required, wished)
            )
            return Loose(required, wished) if required or wished else None
    return node


def list_having(node: Node | None) -> Iterator[Having]:
    """The exact values that a tree asks for; not those that it leaves out."""
    match node:
        case Having():
            yield node
        case All(children=children) | Any(children=children):
            for child in children:
                yield from list_having(child)
        case Loose(required=required, wished=wished):
            for child in (*required, *wished):
                yield from list_having(child)


def _render_inner(node: Node) -> str:
    text = render_words(node)
    return f"({text})" if isinstance(node, Any | All | Loose) else text
