"""`serve`: the website in several processes, and one process that reads what comes in."""

import os
from argparse import ArgumentParser, Namespace
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

from contrechamp.cli.doors import find_config, open_observatory, read_clock
from contrechamp.cli.speech import say
from contrechamp.config import Config

_SETTINGS = "contrechamp.website.settings"
_WEBSITE = "contrechamp.website.wsgi:application"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=say("the address to listen on"))
    parser.add_argument("--port", type=int, default=8000, help=say("the port to listen on"))
    parser.add_argument("--processes", type=int, default=2, metavar="N", help=say("how many web processes"))


def run(arguments: Namespace) -> int:
    open_observatory(arguments).close()  # no archive: say so before anything starts
    config = find_config(arguments)
    os.environ["CONTRECHAMP_ARCHIVE"] = str(config.archive)
    import_module(_SETTINGS)  # a wrong one is said before anything starts
    reader = _start_reader(config)
    print(
        say("Open http://{host}:{port}/ — stop with Ctrl-C.", host=arguments.host, port=arguments.port),
        flush=True,
    )
    try:
        _serve(arguments)
    finally:
        reader.terminate()
        reader.join()
    return 0


def _serve(arguments: Namespace) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        _WEBSITE,
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.processes,
        blocking_threads=4,
        log_access=False,  # no address of a reader is written anywhere
        log_level="warning",
    )
    server.serve()


def _start_reader(config: Config) -> BaseProcess:
    reader = get_context("spawn").Process(target=_keep_reading, args=(config, os.getpid()), name="reader")
    reader.start()
    return reader


def _keep_reading(config: Config, server: int) -> None:
    import signal
    import sys

    from contrechamp.pipeline.attendant import keep_reading
    from contrechamp.pipeline.workers.local import end_with

    end_with(server)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # an orderly end: workers and baton are let go
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_reading(config, clock=read_clock)
