"""A view asks the registry as often for much as for little."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.judging import make_id
from contrechamp.link.registry import make_decision
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact
from contrechamp.vocabulary.judgement import JudgementKind as Kind

MOMENT = datetime(2026, 11, 12, 11, tzinfo=UTC)
VALUES = {"counts": "7", "costs": "1000.00", "keeps": "30"}


def find_desk():
    from contrechamp.website.interface.observatory import find_observatory

    return find_observatory().desk


def decide(kind: Kind, **content):
    return find_desk().judge([make_decision(kind, by="Camille", at=MOMENT, **content)])[0]


def list_views(key: str) -> list[str]:
    sections = [f"/repertoire/{key}?partie={section}" for section in ("money", "devices")]
    return [
        f"/repertoire/{key}",
        *sections,
        f"/repertoire/comptages?de={key}",
        "/repertoire/",
        "/repertoire/faits",
    ]


@contextmanager
def counting() -> Iterator[list[str]]:
    """What is asked of the registry meanwhile."""
    asked: list[str] = []
    with find_desk().registry.book.reading() as connection:
        connection.set_trace_callback(asked.append)
    try:
        yield asked
    finally:
        connection.set_trace_callback(None)


def count_questions(reader, key: str) -> dict[str, int]:
    counted = {}
    for view in list_views(key):
        reader.get(view)  # what is shown is looked up once after each judgement
        with counting() as asked:
            assert reader.get(view).status_code == 200
        counted[view] = len(asked)
    return counted


def test_an_entity_with_300_facts_asks_no_more_than_one_with_3(site, reader):
    source = find_desk().find_words(site.digests["deliberation"], 1, words="douze caméras")
    network = Entity(make_id(), EntityKind.PROJECT, "Réseau des trois cents")
    made = [decide(Kind.ENTITY, entities=[render_entity(network)])]

    def state(many: int) -> None:
        facts = [
            Fact(make_id(), network.id, relation, value=value, when=f"{1900 + number}", sources=(source,))
            for number in range(many)
            for relation, value in VALUES.items()
        ]
        made.append(decide(Kind.FACT, facts=[render_fact(fact) for fact in facts]))

    state(1)
    few = count_questions(reader, network.id)
    state(99)
    many = count_questions(reader, network.id)
    shown = reader.get(f"/repertoire/{network.id}").content
    for judgement in reversed(made):
        decide(Kind.UNDO, judgement=judgement.id)
    assert few and all(few.values()) and max(few.values()) < 150, few
    assert many == few
    assert b"Les 100 faits de cette partie" in shown.replace("\u202f".encode(), b" ") and len(shown) < 100_000
    assert reader.get(f"/repertoire/{network.id}").status_code == 404


def test_what_was_established_at_once_is_one_line(site):
    """Twelve cameras of one list are one thing to tell, also where other facts stand between them."""
    from contrechamp.website.registry.views.index import group_alike

    facts = [
        Fact(f"f{number}", f"c{number % 3}", "part_of" if number % 2 else "uses", "p") for number in range(6)
    ]
    assert [[fact.id for fact in group] for group in group_alike(facts)] == [
        ["f0", "f2", "f4"],
        ["f1", "f3", "f5"],
    ]
    apart = [Fact("a", "s", "counts", value="12"), Fact("b", "s", "counts", value="13")]
    assert len(group_alike(apart)) == 2
