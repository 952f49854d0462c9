"""`search`: find pages."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from contrechamp.cli.commands.search_list import search_list
from contrechamp.cli.doors import open_observatory
from contrechamp.cli.notes import explain_notes
from contrechamp.cli.output import complain, make_plain, print_json
from contrechamp.cli.speech import say
from contrechamp.vocabulary.search import Answer, Hit, Question

_FACETS = {
    "body": "body",
    "kind": "kind",
    "year": "year",
    "how_read": "how it was read",
    "collection": "collection",
    "technology": "technology",
    "supplier": "supplier",
    "place": "place",
}
_KEYS = ("kind", "how_read")  # facets whose values are keys of ours
_VALUES_A_LINE = 8


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "query", metavar="QUERY", nargs="*", help=say("words, “a phrase”, ET OU SAUF, date:2021…")
    )
    parser.add_argument("--limit", type=int, default=10, metavar="N", help=say("how many pages to show"))
    parser.add_argument("--offset", type=int, default=0, metavar="N", help=say("how many to pass over"))
    parser.add_argument(
        "--order",
        choices=("relevance", "date", "received"),
        default="relevance",
        help=say("what comes first"),
    )
    parser.add_argument("--facets", action="store_true", help=say("count the pages by body, kind, year…"))
    parser.add_argument(
        "--list", type=Path, metavar="FILE", help=say("search each name of a file: one a line, or CSV")
    )
    parser.add_argument("--public", action="store_true", help=say("only what everybody may see"))
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def run(arguments: Namespace) -> int:
    if arguments.list and arguments.query:
        complain("search", say("Either words or --list: one excludes the other."))
        return 2
    if arguments.list:
        return search_list(arguments)
    if not arguments.query:
        complain("search", say("Write what to search for, or name a file with --list."))
        return 2
    with open_observatory(arguments) as observatory:
        collections = observatory.public_collections() if arguments.public else None
        answer = observatory.ask(
            Question(
                " ".join(arguments.query),
                collections=collections,
                order=arguments.order,
                offset=max(0, arguments.offset),
                limit=max(0, arguments.limit),
                with_facets=arguments.facets,
            )
        )
        labels = {
            value: observatory.find_technology(value).label
            for value, _count in answer.facets.get("technology", ())
        }
    for hit in answer.hits:
        print_json(_make_fields(hit)) if arguments.json else _print_hit(hit)
    if not arguments.json:
        _print_summary(answer)
    if arguments.facets:
        print_json({"facets": answer.facets}) if arguments.json else _print_facets(answer, labels)
    return 0


def _make_fields(hit: Hit) -> dict:
    fields = {"digest": hit.digest, "page": hit.page, "label": hit.label, "title": hit.title}
    return fields | {"score": hit.score, "snippet": hit.snippet, "spans": [list(span) for span in hit.spans]}


def _print_hit(hit: Hit) -> None:
    marked, position = "", 0
    for start, end in hit.spans:
        marked += f"{hit.snippet[position:start]}[{hit.snippet[start:end]}]"
        position = end
    place = say("{title}, page {page}", title=make_plain(hit.title), page=hit.page)
    if hit.printed:
        place += " " + say("(printed: {label})", label=make_plain(hit.printed))
    print(f"{place}  {hit.digest[:12]}\n    {make_plain(marked + hit.snippet[position:])}\n")


def _print_summary(answer: Answer) -> None:
    print(
        say(
            "Pages found: {total}, for: {understood}",
            total=answer.total,
            understood=make_plain(answer.understood),
        )
    )
    for sentence in explain_notes(answer.notes):
        print(make_plain(sentence))


def _print_facets(answer: Answer, labels: dict[str, str]) -> None:
    """The most frequent values of each facet, one facet on a line."""
    for name, title in _FACETS.items():
        counts = answer.facets.get(name, ())[:_VALUES_A_LINE]
        said = labels if name == "technology" else {value: say(value) for value, _ in counts if name in _KEYS}
        named = ((said.get(value, value), count) for value, count in counts)
        if counts:
            line = ", ".join(f"{make_plain(value) or '—'} {count}" for value, count in named)
            print(f"{say(title):<12} {line}")
