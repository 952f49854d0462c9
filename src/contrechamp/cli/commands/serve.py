"""`serve`: the website in several processes, and one process that reads what comes in."""

import os
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

from contrechamp.cli.doors import find_config, open_observatory, read_clock
from contrechamp.cli.listening import check_address
from contrechamp.cli.speech import say
from contrechamp.config import Config

_SETTINGS = "contrechamp.website.settings"
_WEBSITE = "contrechamp.website.wsgi"
_PATIENCE_SECONDS = 1  # how long a process may take to end before it is killed


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=say("the address to listen on"))
    parser.add_argument("--port", type=int, default=8000, help=say("the port to listen on"))
    parser.add_argument("--processes", type=int, default=2, metavar="N", help=say("how many web processes"))


def run(arguments: Namespace) -> int:
    open_observatory(arguments).close()  # no archive: say so before anything starts
    check_address(arguments.host, arguments.port)
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
    except KeyboardInterrupt:  # before the server has its own way to be stopped
        pass
    finally:
        _stop_reader(reader)
    print(say("Stopped."), flush=True)
    return 0


def _serve(arguments: Namespace) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        f"{_WEBSITE}:application",
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.processes,
        blocking_threads=4,
        log_access=False,  # no address of a reader is written anywhere
        log_level="error",  # a web process that is ended on purpose is nothing to tell
        workers_kill_timeout=_PATIENCE_SECONDS,
    )
    server.serve(target_loader=_load_website, wrap_loader=False)


def _load_website() -> Callable:
    """In each web process. Ctrl-C reaches every process of the terminal: this one waits for its parent's word alone.

    Two signals at once would leave the server waiting for ever: its handler takes a lock that it may hold already.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    return import_module(_WEBSITE).application


def _start_reader(config: Config) -> BaseProcess:
    reader = get_context("spawn").Process(target=_keep_reading, args=(config, os.getpid()), name="reader")
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)  # inherited: Ctrl-C is for the parent
    try:
        reader.start()
    finally:
        signal.signal(signal.SIGINT, handler)
    return reader


def _stop_reader(reader: BaseProcess) -> None:
    """In order if it can; what it was reading is begun again next time."""
    reader.terminate()
    reader.join(_PATIENCE_SECONDS)
    if reader.is_alive():
        reader.kill()
        reader.join()


def _keep_reading(config: Config, server: int) -> None:
    from contrechamp.pipeline.attendant import keep_reading
    from contrechamp.pipeline.workers.local import end_with

    end_with(server)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # an orderly end: workers and baton are let go
    keep_reading(config, clock=read_clock)
