"""Shows that a wall holds: from inside, everything that a captured reader would do is tried, and must fail."""

import contextlib
import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

from contrechamp.read.sandbox.limits import Limits


@contextlib.contextmanager
def lay_bait(limits: Limits) -> Iterator[dict]:
    """A canary file, a folder, a port and a local socket that listen, and our own process number."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as listener, _listen_locally() as local:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        canary = Path(folder, "canary")
        canary.write_text("canary")
        yield {
            "canary": str(canary),
            "folder": folder,
            "port": listener.getsockname()[1],
            "local_socket": local,
            "process": os.getpid(),
            "memory_bytes": limits.memory_bytes,
        }


@contextlib.contextmanager
def _listen_locally() -> Iterator[str]:
    """An abstract socket: no file permission protects it, only a namespace or Landlock does."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("")  # the kernel picks an abstract name
        listener.listen()
        yield "\0" + listener.getsockname()[1:].decode("ascii")
