"""Where names are found by their words: entities, names that were judged to be one, names that wait.

The keys of a name are its telling words; two written together ("UPEE 7" as "upee7"); behind "~" the consonants of a
word, in which most misspellings agree; behind "#" its initials, or itself where it may be the initials of another.
They follow from `names.toml` alone: whoever changes it changes `link.schema.VERSION`, and the book is made again.
"""

import re
import sqlite3
from collections.abc import Iterable
from itertools import pairwise

from contrechamp.link.names import NameWord, Role, read_name
from contrechamp.vocabulary.judgement import Name

ENTITY, KNOWN, WAITING = "e", "k", "w"  # whose number it is: of entities, or of names
_OWNERS = {"": WAITING, "is": KNOWN}
_TELLING = (Role.OWN, Role.BODY, Role.TRADE)
_VOWELS, _TWICE = re.compile(r"(?<!^)[aeiouyh]"), re.compile(r"(.)\1")
_INITIALS = range(3, 8)
_SHORTEST_SKELETON, _LONGEST_KEY, _MOST_PAIRS = 3, 40, 3
_NOT_INDEXED = "SELECT number, value FROM names WHERE NOT is_indexed LIMIT ?"


def list_keys(name: str) -> list[str]:
    """The keys of a name, telling words first."""
    read = read_name(name)
    words = [word for word in read.words if word.role != Role.FORM]
    told = [word for word in words if word.role in _TELLING] or list(words)
    keys = [word.letters for word in told]
    keys += [_make_skeleton(word) for word in told if word.role == Role.OWN]
    keys += [one.letters + two.letters for one, two in pairwise(words[: _MOST_PAIRS + 1])]
    own = [word.letters for word in told if word.role == Role.OWN]
    if len(own) == 1 and len(own[0]) in _INITIALS:
        keys.append(f"#{own[0]}")
    elif len(words) > 2 and len(read.initials) in _INITIALS:
        keys.append(f"#{read.initials}")
    return list(dict.fromkeys(key[:_LONGEST_KEY] for key in keys if key))


def _make_skeleton(word: NameWord) -> str:
    """ "somedep" and "somodep" as "~smdp"; "" of a word that keeps too few letters."""
    letters = _TWICE.sub(r"\1", _VOWELS.sub("", _TWICE.sub(r"\1", word.letters)))
    return f"~{letters}" if len(letters) >= _SHORTEST_SKELETON else ""


def index_entity(connection: sqlite3.Connection, number: int, *, before: str, name: str) -> None:
    """Find an entity by `name` and no longer by `before`; "" where it has, or had, none."""
    if before != name:
        _remove(connection, ENTITY, number, before)
        _add(connection, ENTITY, number, name)


def index_name(connection: sqlite3.Connection, name: Name, *, verdict: str) -> None:
    """Find a name as what was decided of it: not where it was refused, nor where that holds for one place alone."""
    query = "SELECT number FROM names WHERE kind = ? AND value = ? AND place = ?"
    (number,) = connection.execute(query, tuple(name)).fetchone()
    for owner in _OWNERS.values():
        _remove(connection, owner, number, name.value)
    if verdict in _OWNERS and not name.where:
        _add(connection, _OWNERS[verdict], number, name.value)
    connection.execute("UPDATE names SET is_indexed = 1 WHERE number = ?", (number,))


def forget_name(connection: sqlite3.Connection, number: int, *, value: str) -> None:
    """Find a name no longer, as it is about to be deleted: its number may be given to another one."""
    for owner in _OWNERS.values():
        _remove(connection, owner, number, value)


def index_new_names(connection: sqlite3.Connection, *, limit: int = 2_000) -> int:
    """Find waiting names that came since the last time; how many there were."""
    rows = connection.execute(_NOT_INDEXED, (limit,)).fetchall()
    lines = [(key, WAITING, number) for number, value in rows for key in list_keys(value)]
    connection.executemany("INSERT OR IGNORE INTO name_words VALUES (?, ?, ?)", lines)
    marks = [(number,) for number, _value in rows]
    connection.executemany("UPDATE names SET is_indexed = 1 WHERE number = ?", marks)
    return len(rows)


def _add(connection: sqlite3.Connection, owner: str, number: int, name: str) -> None:
    lines = [(key, owner, number) for key in list_keys(name)] if name else []
    connection.executemany("INSERT OR IGNORE INTO name_words VALUES (?, ?, ?)", lines)


def _remove(connection: sqlite3.Connection, owner: str, number: int, name: str) -> None:
    lines = [(key, owner, number) for key in list_keys(name)] if name else []
    connection.executemany("DELETE FROM name_words WHERE word = ? AND owner = ? AND number = ?", lines)


def count_owners(connection: sqlite3.Connection, key: str, *, owner: str, most: int) -> int:
    """How many are found by a key, counted up to `most`."""
    query = "SELECT count(*) FROM (SELECT 1 FROM name_words WHERE word = ? AND owner = ? LIMIT ?)"
    return connection.execute(query, (key, owner, most)).fetchone()[0]


def find_owners(
    connection: sqlite3.Connection, keys: Iterable[str], *, owner: str, most: int = 150
) -> list[int]:
    """Whom the rarest of these keys find, up to `most`: those of a common word only where no rare one is there."""
    counted = sorted((count_owners(connection, key, owner=owner, most=most + 1), key) for key in keys)
    found: dict[int, None] = {}
    query = "SELECT number FROM name_words WHERE word = ? AND owner = ? LIMIT ?"
    for count, key in counted:
        if count > most and found:
            break
        rows = connection.execute(query, (key, owner, most)).fetchall()
        found |= dict.fromkeys(number for (number,) in rows)
        if len(found) >= most:
            break
    return list(found)[:most]
