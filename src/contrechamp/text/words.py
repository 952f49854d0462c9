"""A text becomes words: elisions, hyphens, words broken at a line's end, numbers with spaces.

One analysis for pages, questions and highlighting, so that they always agree. A *chunk* is what stands together
on the page ("l'école", "vidéo-\\nsurveillance", "1 250 000"); it is analysed once.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from contrechamp.text.folding import SOFT_HYPHENS, fold
from contrechamp.text.stemming import stem, stem_folded
from contrechamp.text.stopwords import ELIDED, JOINING, STOP_WORDS, WHOLE_WITH_APOSTROPHE

_LETTERS = rf"[\w\u0300-\u036f{SOFT_HYPHENS}]+"
_APOSTROPHE = "['’‘ʼ`´′＇]"
_BREAK = r"[ \t]*\r?\n[ \t]*"
CHUNK = re.compile(
    r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\w)"
    rf"|{_LETTERS}(?:(?:{_APOSTROPHE}|[-‐‑](?:{_BREAK})?|(?<=[{SOFT_HYPHENS}]){_BREAK}){_LETTERS})*+"
)
LINK = (
    re.compile(  # every blank that a chunk may hold (and some that none does), with the character before it
        rf"[\d\-‐‑{SOFT_HYPHENS}](?:(?<=\d)[ \u00a0\u2009\u202f](?=\d{{3}})|(?<!\d){_BREAK})"
    )
)
_ORDINAL = "º"
_CUTTING = "_" + _ORDINAL
_SEPARATOR = re.compile(rf"{_APOSTROPHE}|(?:[-‐‑](?:{_BREAK})?)|{_BREAK}|[{_CUTTING}]+")
_SPACED_NUMBER = re.compile(r"\A\d++(?:[ \u00a0\u2009\u202f]\d++)+")
_DROP_SOFT = dict.fromkeys(map(ord, SOFT_HYPHENS))
_LONGEST = 48  # letters of a word that count
_LONGEST_CHUNK = 400  # code points; what is longer is no word (a picture in base64)
_VIDEO = ("video", 6)  # "vidéosurveillance" also answers to "surveillance": letters that must follow


class Word(NamedTuple):
    """Code points `start` to `end` of the text, its family, and its letters as written, in lower case.

    `stem` is "" for a word too common to be searched. An extra word is another way to find the one before it
    (the whole "porteparole" after its parts): it takes no place in the order of words.
    """

    start: int
    end: int
    stem: str
    exact: str
    is_extra: bool = False


class _Part(NamedTuple):
    start: int
    end: int
    letters: str
    joint: str  # what stands before it: "" (first), "'", "-", "break" (at a line's end)


def split_words(text: str) -> Iterator[Word]:
    """The words of a text in order, with their places in it."""
    for match in CHUNK.finditer(text):
        shift = match.start()
        for word in analyse_chunk(match[0]):
            yield word._replace(start=word.start + shift, end=word.end + shift)


def analyse_chunk(chunk: str) -> tuple[Word, ...]:
    """The words of one chunk, places counted from its first code point."""
    if chunk.isalpha() and _ORDINAL not in chunk:
        return _make_words(0, len(chunk), chunk[:_LONGEST])
    if _SPACED_NUMBER.fullmatch(chunk):
        digits = "".join(c for c in chunk if c.isdigit())
        return (Word(0, len(chunk), digits, digits),)
    words: list[Word] = []
    for compound in _group_compounds(_split_parts(chunk[:_LONGEST_CHUNK])):
        words.extend(_make_compound(compound))
    return tuple(words)


def _split_parts(chunk: str) -> list[_Part]:
    parts, place, joint = [], 0, ""
    for match in [*_SEPARATOR.finditer(chunk), None]:
        end = match.start() if match else len(chunk)
        raw = chunk[place:end]
        letters = unicodedata.normalize("NFC", raw.translate(_DROP_SOFT))
        if letters:
            parts.append(_Part(place, end, letters[:_LONGEST], joint))
        if match:
            before = chunk[match.end() : match.end() + 1]
            place, joint = match.end(), _name_joint(match[0], after=letters, before=before)
    return parts


def _name_joint(separator: str, *, after: str, before: str) -> str:
    """Whether a hyphen at a line's end breaks one word (small letters go on, or capitals throughout)."""
    if "\n" in separator and before.isalpha() and after.isalpha():
        return "break" if before.islower() or after.isupper() else "-"
    if separator[0] in "-‐‑\n ":
        return "-"
    return "'" if separator[0] not in _CUTTING else " "


def _group_compounds(parts: list[_Part]) -> Iterator[list[_Part]]:
    """Elisions are cut off ("l'" of "l'école"); broken words are one again; hyphens hold their parts together."""
    group: list[_Part] = []
    for part in parts:
        last = group[-1] if group else None
        if last and part.joint == "break":
            group[-1] = _Part(last.start, part.end, last.letters + part.letters, last.joint)
        elif last and part.joint == "'" and _is_one_word(last.letters, part.letters):
            group[-1] = _Part(last.start, part.end, f"{last.letters}'{part.letters}", last.joint)
        elif last and part.joint in ("'", " "):
            yield group
            group = [part]
        else:
            group.append(part)
    if group:
        yield group


def _is_one_word(before: str, after: str) -> bool:
    return f"{fold(before)}'{fold(after)}" in WHOLE_WITH_APOSTROPHE


def _make_compound(group: list[_Part]) -> Iterator[Word]:
    """One word, or several held by hyphens: "vidéo-surveillance" is joined, "porte-parole" is its parts and itself."""
    start, end = group[0].start, group[-1].end
    joined = "".join(part.letters for part in group)[:_LONGEST]
    if len(group) == 1:
        yield from _make_words(start, end, joined)
    elif len(group) == 2 and fold(group[0].letters) in JOINING:
        words = _make_words(start, end, joined)
        yield from words
        if len(words) == 1:
            yield from (w._replace(is_extra=True) for w in _make_words(*group[1][:3]) if w.stem)
    else:
        words = [word for part in group for word in _make_words(*part[:3])]
        yield from words
        if all(word.stem for word in words) and not joined.isdigit():
            yield Word(start, end, stem(joined), joined.lower(), True)


def _make_words(start: int, end: int, letters: str) -> tuple[Word, ...]:
    exact, folded = letters.lower(), fold(letters)
    if folded in STOP_WORDS or folded in ELIDED:
        return (Word(start, end, "", exact),)
    word = Word(start, end, stem_folded(folded), exact)
    prefix, remaining = _VIDEO
    if folded.startswith(prefix) and len(folded) - len(prefix) >= remaining:
        return word, Word(start, end, stem_folded(folded[len(prefix) :]), exact[len(prefix) :], True)
    return (word,)
