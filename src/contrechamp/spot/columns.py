"""What the columns of a table are: headings as town halls write them, and what a person said of a file's columns."""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from contrechamp.text.folding import fold

OWN_NAME = "columns.toml"  # in a collective's folder of lexicons
NOT_UNDERSTOOD = ""
IGNORED = "-"  # a person said that the column means nothing to us
_OWN_DATA = Path(__file__).with_name("columns.toml")
_MOST_REMEMBERED = 512
_HEADING_CHARACTERS = 300
_MOST_WORDS = 8  # of a form
_MOST_HEADINGS = 200  # of a row inside a table that may be one of headings
_DBASE = re.compile(r",[CNDLFM],\d{1,5}(?:,\d{1,3})?$")  # "Nom,C,254": name, type and size in a dBASE header
_CAMEL = re.compile(r"(?<=[a-zé])(?=[A-Z])")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_DIGITS = re.compile(r"\d+")


class Understanding(NamedTuple):
    """What a table is about ("" when unknown) and, for each column, the field it holds ("" when unknown)."""

    kind: str
    fields: tuple[str, ...]
    is_said: bool = False  # by a person
    set_aside: tuple[int, ...] = ()  # the columns that a person says mean nothing to us


class Said(NamedTuple):
    """What a person said of the files with some headings: their kind, and fields by folded heading."""

    kind: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Kind:
    """One sort of table: forms by field, and which fields make a table one of this sort."""

    label: str
    needs: tuple[frozenset[str], ...]
    weak: frozenset[str]
    labels: Mapping[str, str]
    forms: Mapping[str, str]  # heading or its beginning -> field
    exact: Mapping[str, str]  # whole heading -> field

    def find_field(self, heading: str) -> str:
        """The field of a folded heading: all of it, or the longest beginning that is a form."""
        if heading in self.exact:
            return self.exact[heading]
        words = heading.split(" ")
        for count in range(min(len(words), _MOST_WORDS), 0, -1):
            if found := self.forms.get(" ".join(words[:count])):
                return found
        return NOT_UNDERSTOOD

    def is_met(self, fields: Sequence[str]) -> bool:
        """Whether these fields make a table of this kind."""
        known = {found for found in fields if found}
        return all(group & known for group in self.needs) and bool(known - self.weak)


@dataclass(frozen=True)
class Columns:
    """All kinds of tables, and what persons said of theirs, by signature of the headings."""

    kinds: Mapping[str, Kind]
    said: Mapping[str, Said] = field(default_factory=dict)
    _known: dict = field(default_factory=dict, compare=False, repr=False)

    def understand(self, headings: Sequence[str], *, kind: str = "") -> Understanding:
        """What these headings say. `kind` is what a person says the table is; then nothing else is tried."""
        key = (tuple(headings), kind)
        if key not in self._known:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[key] = self._understand(key[0], kind)
        return self._known[key]

    def _understand(self, headings: tuple[str, ...], kind: str) -> Understanding:
        folded = [fold_heading(heading) for heading in headings]
        said = self.said.get(compute_signature(headings))
        if said and kind in ("", said.kind):
            fields = _find_fields(self.kinds[said.kind], folded)
            told = [said.fields.get(name, found) for name, found in zip(folded, fields, strict=True)]
            aside = tuple(place for place, one in enumerate(told) if one == IGNORED)
            return Understanding(said.kind, tuple("" if one == IGNORED else one for one in told), True, aside)
        if kind:
            return Understanding(kind, _find_fields(self.kinds[kind], folded))
        found = {name: _find_fields(one, folded) for name, one in self.kinds.items()}
        met = [name for name, fields in found.items() if self.kinds[name].is_met(fields)]
        best = max(met, key=lambda name: sum(map(bool, found[name])), default="")
        return Understanding(best, found[best] if best else ("",) * len(folded))

    def is_heading_row(self, cells: Sequence[str]) -> bool:
        """Whether a row inside a table is headings again (a sheet that holds several lists)."""
        filled = [cell for cell in cells if cell]
        if not 2 <= len(filled) <= _MOST_HEADINGS or any(
            cell[0].isdigit() or len(cell) > _HEADING_CHARACTERS for cell in filled
        ):
            return False  # nearly all rows end here: they hold a number or a date
        understood = self._understand(tuple(cells), "")
        return bool(understood.kind) and sum(map(bool, understood.fields)) >= max(2, 0.6 * len(filled))


def _find_fields(kind: Kind, folded: Sequence[str]) -> tuple[str, ...]:
    return tuple(kind.find_field(heading) if heading else NOT_UNDERSTOOD for heading in folded)


def fold_heading(heading: str) -> str:
    """Words of a heading without accents, case, plurals, punctuation, units of dBASE; camelCase taken apart."""
    plain = _CAMEL.sub(" ", _DBASE.sub("", heading.strip()[:_HEADING_CHARACTERS])).replace("°", "o")
    words = _NO_LETTERS.sub(" ", fold(plain)).split()
    return " ".join(word.rstrip("sx") if len(word) > 3 else word for word in words)


def compute_signature(headings: Sequence[str]) -> str:
    """Sixteen characters that are the same for files with the same headings, whatever their numbers are."""
    told = "\x1f".join(_DIGITS.sub("", fold_heading(heading)).strip() for heading in headings)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def read_kinds() -> Mapping[str, Kind]:
    """The kinds of tables that the package knows."""
    data = tomllib.loads(_OWN_DATA.read_text(encoding="utf-8"))
    return {name: _make_kind(table) for name, table in data.items()}


def _make_kind(table: dict) -> Kind:
    fields = {name: value for name, value in table.items() if isinstance(value, dict)}
    forms = {fold_heading(form): name for name, one in fields.items() for form in one.get("forms", ())}
    exact = {fold_heading(form): name for name, one in fields.items() for form in one.get("exact", ())}
    needs = tuple(frozenset(group) for group in table["needs"])
    labels = {name: one["label"] for name, one in fields.items()}
    return Kind(table["label"], needs, frozenset(table["weak"]), labels, forms, exact)


def open_columns(own_folder: Path | None = None) -> Columns:
    """The package's kinds, and what persons said of the files of this archive."""
    kinds = read_kinds()
    path = own_folder / OWN_NAME if own_folder else None
    return Columns(kinds, read_said(path, kinds) if path and path.is_file() else {})


def read_said(path: Path, kinds: Mapping[str, Kind]) -> dict[str, Said]:
    """What persons said, by signature; what makes no sense is left out, and a file that is no TOML says nothing."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("files", {})
    except (OSError, ValueError):
        return {}
    found = {}
    for signature, entry in entries.items() if isinstance(entries, dict) else ():
        kind = kinds.get(str(entry.get("kind", ""))) if isinstance(entry, dict) else None
        said = entry.get("columns", {}) if kind else None
        if isinstance(said, dict):
            allowed = {*kind.labels, IGNORED, NOT_UNDERSTOOD}
            fields = {fold_heading(name): one for name, one in said.items() if str(one) in allowed}
            found[signature] = Said(str(entry["kind"]), fields)
    return found
