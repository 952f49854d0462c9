"""`facts`: what the team established, each fact with its passages; entities; relations; the proof of every passage."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.output import make_plain, print_json
from contrechamp.cli.proofs import prove_citations
from contrechamp.cli.speech import say
from contrechamp.errors import EntityUnknown

if TYPE_CHECKING:
    from contrechamp.link.view import View
    from contrechamp.pipeline.observatory import Observatory
    from contrechamp.vocabulary.fact import Fact, Source

_QUOTE = 200


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--entities", action="store_true", help=say("the entities instead"))
    parser.add_argument("--relations", action="store_true", help=say("what a fact can state"))
    parser.add_argument("--about", default="", metavar="ID", help=say("about this entity only"))
    parser.add_argument(
        "--check", action="store_true", help=say("prove again that each page says what is cited")
    )
    parser.add_argument("--public", action="store_true", help=say("only what everybody may see"))
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def run(arguments: Namespace) -> int:
    if arguments.relations:
        return _print_relations(arguments)
    with open_observatory(arguments) as observatory:
        if arguments.check:
            return prove_citations(observatory, is_json=arguments.json)
        view = observatory.desk.view(observatory.public_collections() if arguments.public else None)
        if arguments.about and view.find_entity(arguments.about) is None:
            raise EntityUnknown("No entity is called {id}.", id=arguments.about)
        return (
            _print_entities(view, arguments)
            if arguments.entities
            else _print_facts(observatory, view, arguments)
        )


def _print_relations(arguments: Namespace) -> int:
    from contrechamp.link.relations import list_relations

    for one in list_relations():
        if arguments.json:
            print_json(asdict(one))
        else:
            value = f"  [{one.value}]" if one.value else ""
            print(
                f"{one.key:<14} {one.label:<24} {', '.join(one.subjects)} → {', '.join(one.objects)}{value}"
            )
    return 0


def _print_entities(view: "View", arguments: Namespace) -> int:
    from contrechamp.link.streaming import take_moment

    with take_moment(view) as moment:
        for one in moment.iterate_entities():
            if arguments.about in ("", one.id):
                if arguments.json:
                    print_json({**asdict(one), "sources": list(map(_tell_source, one.sources))})
                else:
                    category = f" ({one.category})" if one.category else ""
                    print(make_plain(f"{one.id}  {one.kind}{category}  {one.name}"))
    return 0


def _print_facts(observatory: "Observatory", view: "View", arguments: Namespace) -> int:
    from contrechamp.link.streaming import forget_members, take_moment
    from contrechamp.publish.contents import list_ends

    wanted = ""
    if arguments.about:
        found = view.find_entity(arguments.about)
        wanted = found.id if found else ""
    count = 0
    with take_moment(view) as moment:
        facts = moment.iterate_facts()
        for fact in map(forget_members, facts) if arguments.public else facts:
            if wanted and wanted not in list_ends(fact):
                continue
            count += 1
            names = moment.find_names(list_ends(fact))
            print_json(_make_fields(fact, names)) if arguments.json else _print_fact(observatory, fact, names)
    if not count and not arguments.json:
        print(say("No fact was established."))
    return 0


def _make_fields(fact: "Fact", names: dict[str, str]) -> dict:
    fields = asdict(fact)
    fields["established_at"] = fact.established_at.isoformat() if fact.established_at else ""
    return {**fields, "names": names, "sources": list(map(_tell_source, fact.sources))}


def _tell_source(source: "Source") -> dict:
    return {**asdict(source.passage), "words": source.words}


def _print_fact(observatory: "Observatory", fact: "Fact", names: dict[str, str]) -> None:
    from contrechamp.link.relations import find_relation
    from contrechamp.pipeline.cards import find_title
    from contrechamp.publish.sentences import tell_fact

    print(make_plain(f"{fact.id}  {tell_fact(say, fact, find_relation(fact.relation), names)}"))
    for passage, words in fact.sources:
        entry = observatory.archive.find_document(passage.digest)
        title = find_title(entry) if entry else passage.digest[:12]
        print(
            "            " + make_plain(f"« {' '.join(words.split())[:_QUOTE]} » {title}, p. {passage.page}")
        )
