"""Proposals that wait for a person: facts that a row, an act or a sentence would make."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from contrechamp.link.view import View
from contrechamp.text.folding import fold
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.suggestion import Proposal

_PROPOSAL = (
    'proposals.key, proposals.kind, digest, page, start, "end", text, fields, rule, version, weight, alike'
)
_WAITING = "verdict = '' AND document IS NOT NULL"
_ONCE = f"{_WAITING} AND NOT is_twin"


def list_proposals(
    view: View, *, kind: str = "", digest: str = "", text: str = "", offset: int = 0, limit: int = 50
) -> tuple[list[Proposal], int]:
    """What waits, the most telling first, and how much; for the team alone. `kind` and `digest` narrow it.

    So does `text`: words that the row, act or sentence all has, in any case and with or without accents.
    What several documents say in the same words is listed once, or with the document that is asked for.
    """
    if view.shown is not None:
        return [], 0
    conditions, values = [_WAITING if digest else _ONCE], []
    if kind:
        conditions.append("kind = ?")
        values.append(kind)
    if digest:
        conditions.append("document = (SELECT number FROM cited WHERE digest = ?)")
        values.append(digest)
    for word in fold(text).split():
        conditions.append("instr(fold(text), ?)")
        values.append(word)
    where = " AND ".join(conditions)
    query = f"""SELECT {_PROPOSAL} FROM proposals JOIN cited ON cited.number = document WHERE {where}
                ORDER BY weight DESC, proposals.number LIMIT ? OFFSET ?"""
    with view.reading() as connection:
        connection.create_function("fold", 1, fold, deterministic=True)
        rows = connection.execute(query, (*values, limit, offset)).fetchall()
        (total,) = connection.execute(f"SELECT count(*) FROM proposals WHERE {where}", values).fetchone()
    return [_make_proposal(row) for row in rows], total


def count_proposals(view: View) -> dict[str, int]:
    """How many wait of each kind; for the team alone."""
    if view.shown is not None:
        return {}
    query = f"SELECT kind, count(*) FROM proposals WHERE {_ONCE} GROUP BY kind"
    with view.reading() as connection:
        return dict(connection.execute(query).fetchall())


def find_proposals(view: View, keys: Iterable[str]) -> list[Proposal]:
    """Those of these keys that wait, in the order asked; for the team alone."""
    if view.shown is not None:
        return []
    query = f"""SELECT {_PROPOSAL} FROM json_each(?) JOIN proposals ON proposals.key = json_each.value
                JOIN cited ON cited.number = document WHERE {_WAITING} ORDER BY json_each.key"""
    with view.reading() as connection:
        rows = connection.execute(query, (json.dumps(list(dict.fromkeys(keys))),)).fetchall()
    return [_make_proposal(row) for row in rows]


def find_twins(view: View, proposals: Iterable[Proposal]) -> dict[str, list[Proposal]]:
    """What waits in other documents and says the same, by `alike`; for the team alone."""
    alike = list(dict.fromkeys(one.alike for one in proposals if one.alike))
    if view.shown is not None or not alike:
        return {}
    query = f"""SELECT {_PROPOSAL} FROM json_each(?) JOIN proposals ON alike = json_each.value AND alike != ''
                JOIN cited ON cited.number = document WHERE {_WAITING} ORDER BY proposals.number"""
    found: dict[str, list[Proposal]] = {}
    with view.reading() as connection:
        for row in connection.execute(query, (json.dumps(alike),)).fetchall():
            one = _make_proposal(row)
            found.setdefault(one.alike, []).append(one)
    return found


def _make_proposal(row: Sequence[Any]) -> Proposal:
    key, kind, digest, page, start, end, text, fields, rule, version, weight, alike = row
    passage = Passage(Digest(digest), page, start, end)
    return Proposal(key, kind, passage, text, json.loads(fields), rule, version, weight, alike)
