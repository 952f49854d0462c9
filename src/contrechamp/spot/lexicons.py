"""The words that spotting knows: TOML data of this package, and what a collective adds in its own archive folder."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path

from contrechamp.spot.entries import Entry, Listing, Refusal, Said, read_entries
from contrechamp.spot.names import Heads, Match, Names, keep_longest
from contrechamp.spot.tokens import Tokens, fold_singular, fold_word, split_tokens
from contrechamp.text.folding import fold

_ADDED = ("names", "doubtful", "near", "related")
_NEAR = 200  # code points on each side in which a word that an entry needs must stand
_NO_LEXICON = "columns.toml"  # in the same folder: what a person said of the columns of tables
_IN_THE_PLURAL = frozenset(("technology", "office", "body", "event"))  # proper names have no plural


class Lexicons:
    """All entries by kind, ready to be matched; what is not asked for costs nothing."""

    def __init__(self, said: Iterable[Said] = ()):
        self._entries: dict[str, dict[str, Entry]] = {}
        self._listings: list[Listing] = []
        self._names: dict[str, _Kind] = {}
        self._heads = {fold: Heads(fold) for fold in (fold_word, fold_singular)}
        refusals: list[Refusal] = []
        for one in said:
            if isinstance(one, Entry):
                entries = self._entries.setdefault(one.kind, {})
                entries[one.key] = _add_entry(entries.get(one.key), one)
            else:
                (refusals if isinstance(one, Refusal) else self._listings).append(one)
        self.refusals = tuple(refusals)

    def find(self, text: str, kind: str) -> Iterator[tuple[int, int, Entry]]:
        """What the text names of this kind: code points `start` to `end` (exclusive), in order, never overlapping."""
        if kind not in self._names:
            listings = [one for one in self._listings if one.kind == kind]
            heads = self._heads[fold_singular if kind in _IN_THE_PLURAL else fold_word]
            self._names[kind] = _Kind(self._entries.get(kind, {}), listings, heads)
        yield from self._names[kind].find(text)

    def has_names(self, kind: str) -> bool:
        """Whether anything of this kind is known: where nothing is, a page need not be looked at."""
        return kind in self._entries or any(one.kind == kind for one in self._listings)

    def list_entries(self, kind: str) -> tuple[Entry, ...]:
        """All entries of a kind, in the order of their files."""
        return tuple(self._entries.get(kind, {}).values())


def _add_entry(known: Entry | None, own: Entry) -> Entry:
    """A collective's entry with a key that is known adds its names, and says otherwise what it says."""
    if known is None:
        return own
    said = {name: value for name, value in vars(own).items() if value}
    added = {name: tuple(dict.fromkeys(getattr(known, name) + getattr(own, name))) for name in _ADDED}
    return replace(known, **{**said, **added, "details": {**known.details, **own.details}})


class _Kind:
    """The names of one kind: those of entries in a dictionary, those of long lists in a table of numbers."""

    def __init__(self, entries: dict[str, Entry], listings: list[Listing], heads: Heads):
        self._entries = list(entries.values())
        self._names = Names(_list_names(self._entries), heads=heads)
        self._lists = [_List(listing) for listing in listings]

    def find(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        def allows(start: int, end: int, owner: int) -> bool:
            return not owner % 2 or self._is_near(text, start, end, entry=self._entries[owner // 2])

        tokens = split_tokens(text)
        found = self._names.find(tokens, allows=allows)
        own = ((match.start, match.end, self._entries[match.owner // 2]) for match in found)
        if not self._lists:
            return own
        return _keep_longest([*own, *(one for names in self._lists for one in names.find(tokens))])

    def _is_near(self, text: str, start: int, end: int, *, entry: Entry) -> bool:
        """Whether one of the words that make the entry sure begins close by."""
        around = fold(f" {text[max(start - _NEAR, 0) : start]} {text[end : end + _NEAR]}")
        return any(re.search(rf"\b{re.escape(fold(word))}", around) for word in entry.near)


def _list_names(entries: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    """Names and owners: of a sure name twice the place of its entry; of a doubtful one, that and one."""
    for place, entry in enumerate(entries):
        yield from ((name, 2 * place) for name in entry.names)
        yield from ((name, 2 * place + 1) for name in entry.doubtful)


class _List:
    """The names of a plain file; each becomes an entry when it is met."""

    def __init__(self, listing: Listing):
        from contrechamp.spot.many_names import ManyNames  # numpy: only where a list is

        self._listing = listing
        with listing.path.open(encoding="utf-8", errors="replace") as lines:
            self._names = ManyNames(name for line in lines if (name := line.strip()))

    def find(self, tokens: Tokens) -> Iterator[tuple[int, int, Entry]]:
        for start, end, owner in self._names.find(tokens):
            name, said = self._names.name(owner), self._listing
            yield start, end, Entry(said.kind, name, name, (name,), said.source, category=said.category)


def _keep_longest(found: list[tuple[int, int, Entry]]) -> Iterator[tuple[int, int, Entry]]:
    kept = keep_longest(Match(start, end, rank) for rank, (start, end, _) in enumerate(found))
    return (found[match.owner] for match in kept)


@cache
def _read_own_entries() -> tuple[Said, ...]:
    """The package's entries: read once in a process."""
    folder = resources.files("contrechamp.spot").joinpath("lexicon")
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return tuple(said for path in files for said in read_entries(Path(str(path))))


def open_lexicons(own_folder: Path | None = None) -> Lexicons:
    """The package's entries and, where there are some, those of a collective (`*.toml` in its folder).

    A bad entry is left out: `refusals` say which, and why.
    """
    files = [path for path in _list_own_files(own_folder, ".toml") if path.name != _NO_LEXICON]
    return Lexicons([*_read_own_entries(), *(said for path in files for said in read_entries(path))])


def compute_lexicons_digest(own_folder: Path) -> str:
    """Another digest when a collective changed its own entries: everything is then spotted again. "" without any."""
    files = _list_own_files(own_folder, ".toml")
    whole = hashlib.sha256()
    for path in [*files, *(_list_own_files(own_folder, ".txt") if files else [])]:
        whole.update(path.name.encode("utf-8", "surrogateescape") + b"\0")
        with suppress(OSError):  # what cannot be read says nothing; `doctor` names it
            whole.update(path.read_bytes())
    return whole.hexdigest() if files else ""


def _list_own_files(own_folder: Path | None, ending: str) -> list[Path]:
    """The files of a collective; an editor's own (".#words.toml", perhaps a dangling link) are none of them."""
    if own_folder is None or not own_folder.is_dir():
        return []
    found = sorted(own_folder.glob(f"*{ending}"))
    return [path for path in found if not path.name.startswith(".") and path.is_file()]
