"""What a person says of the columns of a file, remembered in the archive folder for all with the same headings."""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence

from contrechamp.archive.archive import Archive
from contrechamp.archive.durability import watch_disk, write_file
from contrechamp.errors import ColumnUnknown
from contrechamp.spot.columns import IGNORED, OWN_NAME, compute_signature, fold_heading, read_kinds
from contrechamp.text.folding import fold

_HEAD = """\
# Ce que des personnes ont dit des colonnes de leurs fichiers : une entrée par suite d’en-têtes (`import`, ou le site).
# « - » : la colonne ne nous dit rien. Effacer une entrée la fait oublier.
"""
_NOTHING = ("-", "rien", "nothing")


def list_fields(kind: str) -> Mapping[str, str]:
    """The fields that a column of such a file may hold, with their French names, in order."""
    return read_kinds()[kind].labels


def find_field(kind: str, said: str) -> str:
    """The field that a person means by its key or its French name; ColumnUnknown when there is none."""
    labels = list_fields(kind)
    wanted = fold(said.strip())
    if wanted in _NOTHING:
        return IGNORED
    for name, label in labels.items():
        if wanted in (name, fold(label)):
            return name
    raise ColumnUnknown("“{said}” is no field. There are: {fields}.", said=said, fields=", ".join(labels))


def remember_columns(
    archive: Archive, kind: str, headings: Sequence[str], said: Mapping[str, str] | None = None
) -> bool:
    """Files with these headings are of this kind, and some of their columns hold these fields (by heading).

    Whatever was said before of other columns stays. Whether anything is new; the next run then spots everything again.
    """
    path = archive.lexicons_folder / OWN_NAME
    entries = _read(archive)
    signature = compute_signature(headings)
    known = entries.get(signature, {})
    same_kind = known.get("columns", {}) if known.get("kind") == kind else {}
    entry = {"kind": kind, "headings": list(headings), "columns": same_kind | dict(said or {})}
    if known.get("kind") == kind and known.get("columns", {}) == entry["columns"]:
        return False
    entries[signature] = entry
    with watch_disk():
        archive.lexicons_folder.mkdir(exist_ok=True)
        write_file(path, render_entries(entries).encode("utf-8", "replace"))
    return True


def match_said(headings: Iterable[str], said: Mapping[str, str]) -> dict[str, str]:
    """Of what a person said, what is about these headings, as they stand here."""
    wanted = {fold_heading(heading): one for heading, one in said.items()}
    return {
        heading: wanted[name] for heading in headings if (name := fold_heading(heading)) and name in wanted
    }


def _read(archive: Archive) -> dict[str, dict]:
    path = archive.lexicons_folder / OWN_NAME
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("files", {})
    except FileNotFoundError:
        return {}
    except (ValueError, OSError) as error:  # somebody wrote in it by hand: it is not overwritten
        raise ColumnUnknown("{path} is no TOML that can be read.", path=path) from error
    return {name: entry for name, entry in entries.items() if isinstance(entry, dict)}


def render_entries(entries: Mapping[str, dict]) -> str:
    """The TOML of all entries, the same whatever the order in which they were said."""
    lines = [_HEAD]
    for signature, entry in sorted(entries.items()):
        headings = ", ".join(_quote(str(one)) for one in entry.get("headings", []))
        lines += [
            f"[files.{_quote(signature)}]",
            f"kind = {_quote(str(entry.get('kind', '')))}",
            f"headings = [{headings}]",
        ]
        lines += [f"[files.{_quote(signature)}.columns]"]
        lines += [f"{_quote(name)} = {_quote(str(one))}" for name, one in entry.get("columns", {}).items()]
        lines.append("")
    return "\n".join(lines)


def _quote(text: str) -> str:
    """A basic string of TOML, which escapes as JSON does, and the delete character too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
