"""The member of the team who is cut, killed and starved: says what was judged, line by line (see `writer`)."""

from datetime import UTC, datetime
from pathlib import Path

from contrechamp.archive import Archive
from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.judging import make_id
from contrechamp.link.name_words import list_keys
from contrechamp.link.registry import make_decision
from contrechamp.link.relations import list_relations
from contrechamp.pipeline.registry import RegistryDesk
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.document import HowRead, Page, Passage
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Source
from contrechamp.vocabulary.judgement import JudgementKind as Kind

NOW = datetime(2026, 3, 2, tzinfo=UTC)
WORDS = "douze caméras"
FACTS = 9  # at least; as many as there are papers


def establish(folder: Path, papers: Path) -> None:
    """Name a project, establish facts about it one by one, undo every fifth."""
    with Archive.open(folder) as archive:
        desk = RegistryDesk(archive, lambda digest, number: Page(number, WORDS, HowRead.NATIVE))
        list_relations(), list_keys(WORDS)  # the program's own files are read before anything fails
        print("READY", flush=True)
        project = Entity(make_id(), EntityKind.PROJECT, "Réseau")
        _judge(desk, Kind.ENTITY, entities=[render_entity(project)])
        source = Source(Passage(compute_digest(b"paper"), 1, 0, len(WORDS)), WORDS)
        for number in range(max(FACTS, sum(path.is_file() for path in papers.rglob("*")))):
            fact = Fact(make_id(), project.id, "counts", value=str(number), sources=(source,))
            made = _judge(desk, Kind.FACT, facts=[render_fact(fact)])
            if number % 5 == 4:
                _judge(desk, Kind.UNDO, judgement=made)
        desk.close()


def _judge(desk: RegistryDesk, kind: Kind, **content: object) -> str:
    (made,) = desk.judge([make_decision(kind, by="Ada", at=NOW, **content)])
    print("JUDGED", made.id, flush=True)
    return made.id
