"""The query language: any text becomes a tree of what is asked; nothing is ever a syntax error.

    caméra ET (gare OU parking) SAUF "police municipale"      AND, OR, NOT, - and + are understood, too
    "vidéo protection"~5    a PRES/5 b     vidéo*     autorisatoin~     titre:budget     depuis:2020-06 avant:2021

What cannot be understood is searched as words, or left out, and a note says so: a stable key, then ":" and what it
is about ("prefix_too_short:a").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from contrechamp.search.fields import find_field, make_valued
from contrechamp.search.tree import (
    All,
    Any,
    But,
    Dated,
    Fuzzy,
    Having,
    InField,
    Loose,
    Node,
    Phrase,
    Prefix,
    Term,
    Understood,
    find_distance,
    render_words,
)
from contrechamp.text.folding import fold
from contrechamp.text.stopwords import QUESTION_WORDS
from contrechamp.text.words import Word, split_words

MOST_CHARACTERS = 1000
MOST_WORDS = 24
MOST_DEPTH = 8
SHORTEST_PREFIX = 2
WIDEST_SLOP = 50
NAME_WEIGHT = 1.2  # tuned, like ASKED_WEIGHT, on half of PIAF's questions (bench/search_french.py)
ASKED_WEIGHT = 0.65


_TOKEN = re.compile(
    r"""
    (?P<open>\()|(?P<close>\))
    |(?:(?<=\s)|^)(?P<near>PR[EÈ]S/(?P<near_places>\d+)|NEAR/(?P<en_near_places>\d+))(?=\s|$)
    |(?:(?<=[\s()])|^)(?P<and>ET|AND|&&)(?=[\s()]|$)
    |(?:(?<=[\s()])|^)(?P<or>OU|OR|\|\|?)(?=[\s()]|$)
    |(?:(?<=[\s()])|^)(?P<but>SAUF|NON|NOT)(?=[\s()]|$)
    |(?:(?<=[\s(])|^)(?P<sign>[-+])(?=[\w"«“(])
    |["“”„«]\s*(?P<quoted>[^"“”„«»]*)(?P<unquote>["“”»]|$)(?:~(?P<slop>\d+))?
    |(?P<name>[A-Za-zéèÉ_]+)\s?:(?!//)\s?(?=[\w"“«(])
    |(?P<word>\d{1,3}(?:\s\d{3})+(?![\w*~])|[^\s()"“”„«»]+)
    """,
    re.VERBOSE,
)


@dataclass
class _Parser:
    text: str
    tokens: list[re.Match] = field(default_factory=list)
    place: int = 0
    depth: int = 0
    words_left: int = MOST_WORDS
    notes: list[str] = field(default_factory=list)

    def note(self, key: str, about: str = "") -> None:
        text = f"{key}:{about}" if about else key
        if text not in self.notes:
            self.notes.append(text)

    def peek(self) -> str:
        if self.place >= len(self.tokens):
            return ""
        token = self.tokens[self.place]
        return next(name for name in _KINDS if token[name] is not None)

    def take(self) -> re.Match:
        self.place += 1
        return self.tokens[self.place - 1]


_KINDS = ("open", "close", "near", "and", "or", "but", "sign", "quoted", "name", "word")


def parse_question(text: str) -> Understood:
    """The tree of any text whatever, within the bounds of this module."""
    text = " ".join(text.replace("\x00", " ").split())
    parser = _Parser(text[:MOST_CHARACTERS])
    if len(text) > MOST_CHARACTERS:
        parser.note("question_cut", str(MOST_CHARACTERS))
    parser.tokens = list(_TOKEN.finditer(parser.text))
    children = []
    while parser.place < len(parser.tokens):
        child = _parse_any(parser)
        if child is not None:
            children.append(child)
        elif parser.place < len(parser.tokens):
            parser.take()  # a ")" too many, or an operator with nothing beside it
    tree = children[0] if len(children) == 1 else (All(tuple(children)) if children else None)
    if tree is None and text:
        parser.note("nothing_to_search")
    else:
        parser.notes = [note for note in parser.notes if not note.startswith("common_word:")]
    return Understood(tree, render_words(tree) if tree else "", tuple(parser.notes))


def _parse_any(parser: _Parser) -> Node | None:
    children = [_parse_all(parser)]
    while parser.peek() == "or":
        parser.take()
        children.append(_parse_all(parser))
    found = [child for child in children if child is not None]
    if len(found) > 1:
        return Any(tuple(found))
    return found[0] if found else None


def _parse_all(parser: _Parser) -> Node | None:
    children, has_operator = list(_parse_run(parser)), False
    while parser.peek() == "and":
        has_operator = True
        parser.take()
        children += _parse_run(parser)
    if not children:
        return None
    if len(children) == 1:
        return children[0][1]
    if has_operator:
        return All(tuple(child for _, child in children))
    required = tuple(
        child for sign, child in children if sign or not isinstance(child, Term | Prefix | Fuzzy)
    )
    wished = _weigh(
        child for sign, child in children if not sign and isinstance(child, Term | Prefix | Fuzzy)
    )
    contents = [child for child in required if not isinstance(child, But | InField | Having | Dated)]
    telling = tuple(child for child in wished if not _only_asks(child))
    wished = telling or wished
    if not wished or len(wished) + len(contents) < 2:
        return All(wished + required)
    return Loose(required, wished)


def _weigh(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """A name tells more than another word, and what is asked for ("quelle année") less."""
    weighed: list[Node] = []
    is_asked_for = False
    for node in nodes:
        if isinstance(node, Term) and not _only_asks(node):
            main = next(word for word in node.words if word.stem)
            is_name = weighed and node.text[main.start : main.start + 1].isupper() and not node.text.isupper()
            node = replace(node, weight=ASKED_WEIGHT if is_asked_for else NAME_WEIGHT if is_name else 1.0)
            is_asked_for = False
        elif isinstance(node, Term):
            is_asked_for = fold(node.text) in ("quel", "quelle", "quels", "quelles") or is_asked_for
        weighed.append(node)
    return tuple(weighed)


def _only_asks(node: Node) -> bool:
    """ "Quel", "comment", "était": what makes a sentence a question, not what its answer says."""
    return isinstance(node, Term) and all(
        fold(word.exact) in QUESTION_WORDS for word in node.words if word.stem
    )


def _parse_run(parser: _Parser) -> list[tuple[str, Node]]:
    """Units that stand side by side, each with its sign: "+" (required) or ""."""
    found: list[tuple[str, Node]] = []
    while (kind := parser.peek()) not in ("", "close", "and", "or"):
        if kind == "near":
            _join_near(parser, found)
            continue
        if kind == "but" or kind == "sign":
            sign = parser.take()[kind]
            child = _parse_unit(parser) if parser.peek() not in ("", "close", "and", "or") else None
            if child is not None:
                found.append(
                    ("+", child)
                    if sign == "+"
                    else ("", child.child if isinstance(child, But) else But(child))
                )
            continue
        child = _parse_unit(parser)
        if child is not None:
            found.append(("", child))
    return found


def _join_near(parser: _Parser, found: list[tuple[str, Node]]) -> None:
    """`a PRES/5 b`: the word before and the word after become one phrase with room."""
    token = parser.take()
    places = min(int((token["near_places"] or token["en_near_places"])[:4]), WIDEST_SLOP)
    after = _parse_unit(parser) if parser.peek() in ("word", "quoted") else None
    before = found[-1][1] if found else None
    if isinstance(before, Term | Phrase) and isinstance(after, Term | Phrase):
        slop = places + (before.slop if isinstance(before, Phrase) else 0)
        found[-1] = ("", Phrase(f"{before.text} {after.text}", before.words + after.words, slop or 1))
        return
    parser.note("operator_alone", token[0])
    if after is not None:
        found.append(("", after))


def _parse_unit(parser: _Parser) -> Node | None:
    kind = parser.peek()
    if kind == "open":
        return _parse_group(parser)
    token = parser.take()
    if kind == "quoted":
        return _make_phrase(parser, token)
    if kind == "name":
        return _parse_field(parser, token)
    if kind == "word":
        return _make_term(parser, token["word"])
    return None  # an operator in an odd place


def _parse_group(parser: _Parser) -> Node | None:
    parser.take()
    if parser.depth >= MOST_DEPTH:
        parser.note("too_deep", str(MOST_DEPTH))
        return None
    parser.depth += 1
    child = _parse_any(parser)
    parser.depth -= 1
    if parser.peek() == "close":
        parser.take()
    else:
        parser.note("unclosed_parenthesis")
    return child


def _count_words(parser: _Parser, text: str) -> tuple[Word, ...]:
    """The words of a unit, as long as the question may have more."""
    words = tuple(split_words(text))
    asked = sum(1 for word in words if word.stem and not word.is_extra)
    if asked > parser.words_left:
        parser.note("too_many_words", str(MOST_WORDS))
        return ()
    parser.words_left -= asked
    return words


def _make_phrase(parser: _Parser, token: re.Match) -> Node | None:
    if not token["unquote"]:
        parser.note("unclosed_quote")
    words = _count_words(parser, token["quoted"])
    if not any(word.stem for word in words):
        return None
    return Phrase(token["quoted"].strip(), words, min(int((token["slop"] or "0")[:4]), WIDEST_SLOP))


def _make_term(parser: _Parser, text: str) -> Node | None:
    if match := re.fullmatch(r"([^*~]*\w)\*\W*", text):
        return _make_prefix(parser, match[1])
    if match := re.fullmatch(r"(\w[^*~]*)~(\d?)\W*", text):
        return _make_fuzzy(parser, match[1], int(match[2] or 2))
    if "*" in text:
        parser.note("star_only_at_end", text)
    words = _count_words(parser, text)
    if not any(word.stem for word in words):
        if words:
            parser.note("common_word", text)
        return None
    return Term(text.strip(".,;:!?…'’"), words)


def _make_prefix(parser: _Parser, text: str) -> Node | None:
    words = _count_words(parser, text)
    last = [word for word in words if not word.is_extra][-1:]
    letters = last[0].exact if last else ""
    if len(letters) < SHORTEST_PREFIX:
        parser.note("prefix_too_short", text)
        return Term(text, words) if any(word.stem for word in words) else None
    return Prefix(letters)


def _make_fuzzy(parser: _Parser, text: str, distance: int) -> Node | None:
    words = [word for word in _count_words(parser, text) if not word.is_extra]
    longest = find_distance(words[0].exact) if len(words) == 1 else 0
    if not longest:
        if words and any(word.stem for word in words):
            parser.note("fuzzy_too_short", text)
            return Term(text, tuple(words))
        return None
    return Fuzzy(words[0].exact, min(max(distance, 1), longest))


def _parse_field(parser: _Parser, token: re.Match) -> Node | None:
    name = find_field(token["name"])
    if name is None:
        parser.note("unknown_field", token["name"])
        return _make_term(parser, token["name"])
    kind = parser.peek()
    if kind not in ("quoted", "word", "open"):
        return _make_term(parser, token["name"])
    value = _read_value(parser)
    if not parser.words_left:
        parser.note("too_many_words", str(MOST_WORDS))
        return None
    parser.words_left -= name not in ("title", "body")  # these count their own words
    if name in ("title", "body"):
        words = _count_words(parser, value)
        return InField(name, words, value) if any(word.stem for word in words) else None
    node = make_valued(name, value)
    if node is None:
        parser.note("unknown_date", value)
    return node


def _read_value(parser: _Parser) -> str:
    token = parser.take()
    if token["open"] is None:
        return (token["quoted"] if token["quoted"] is not None else token["word"]).strip()
    texts = []
    while parser.peek() not in ("", "close"):
        inner = parser.take()
        texts.append(inner["quoted"] or inner["word"] or "")
    if parser.peek() == "close":
        parser.take()
    return " ".join(texts).strip()
