"""`base-map`: what lies under the maps, made from an OpenStreetMap extract."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from contrechamp.cli.speech import say
from contrechamp.pipeline.base_map import make_base_map


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("extract", metavar="EXTRACT", type=Path, help=say("the extract (.osm.pbf)"))
    parser.add_argument("target", metavar="TARGET", type=Path, help=say("the base map to write (.pmtiles)"))


def run(arguments: Namespace) -> int:
    made = make_base_map(arguments.extract, arguments.target)
    print(
        say(
            "{tiles} tiles, {features} features: {path}",
            tiles=made.tiles,
            features=made.features,
            path=arguments.target,
        )
    )
    if made.incomplete:
        print(
            say(
                "Features of which the extract lacks points: {count}. Cut it with complete ways.",
                count=made.incomplete,
            )
        )
    return 0
