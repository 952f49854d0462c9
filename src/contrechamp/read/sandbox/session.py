"""Our side of the wall: one warm parent, any number of documents, every answer checked again."""

import contextlib
import json
import os
import select
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from contrechamp.errors import NoIsolation
from contrechamp.read.sandbox import interpreter
from contrechamp.read.sandbox.limits import Limits, as_plain
from contrechamp.read.sandbox.seccomp import make_child_filter
from contrechamp.read.wire import FRAME, MAX_FRAME_BYTES, FrameIsBroken

_START_SECONDS, _LEAVE_SECONDS = 20, 2
_BLOCK_BYTES = 1 << 20
_F_SETPIPE_SZ = 1031


class Session:
    """A warm parent behind one kind of wall; restarted by itself when it dies.

    A narrow one has the reader of PDF at hand, a wide one nearly all: what a parent holds, each fork pays for.
    """

    def __init__(
        self, isolation: ModuleType, *, limits: Limits, tessdata: Path | None, is_wide: bool = False
    ):
        self._isolation, self._limits, self._tessdata, self._is_wide = isolation, limits, tessdata, is_wide
        self._readable = interpreter.list_readable(tessdata)
        self._child_filter = make_child_filter()
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen | None = None
        self.processor_seconds = 0.0  # what the other side used, known when it has left
        self._start()

    def ask(self, task: str, source: Path, **said: object) -> "Answer":
        """Have `task` done on the file `source` in a process of its own."""
        message = json.dumps({"task": task, **said}).encode()
        with self._lock:
            if self._process is None or self._process.poll() is None:
                with contextlib.suppress(ConnectionError):
                    return self._send(message, source)
            self._stop()
            self._start()
            return self._send(message, source)

    def widen(self) -> "Session":
        """Another one behind the same wall, with nearly all readers at hand."""
        return Session(self._isolation, limits=self._limits, tessdata=self._tessdata, is_wide=True)

    def close(self) -> None:
        with self._lock:
            self._stop()

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with theirs:
                self._process = self._isolation.start(
                    interpreter.make_command(theirs.fileno()),
                    readable=self._readable,
                    descriptor=theirs.fileno(),
                )
            ours.settimeout(_START_SECONDS)
            ours.send(json.dumps(self._make_setup()).encode())
            if not ours.recv(1 << 12):
                raise NoIsolation("The isolated process ended as soon as it was started.")
            ours.settimeout(None)
        except (OSError, ImportError, RuntimeError) as error:
            ours.close()
            raise NoIsolation(f"{self._isolation.NAME}: {error}") from error
        self._control = ours

    def _make_setup(self) -> dict:
        return {
            "readable": [str(path) for path in self._readable],
            "child_filter": self._child_filter.hex(),
            "limits": as_plain(self._limits),
            "tessdata": str(self._tessdata or ""),
            "is_wide": self._is_wide,
        }

    def _stop(self) -> None:
        if self._control is not None:
            with contextlib.suppress(OSError, ValueError):
                self._control.settimeout(_LEAVE_SECONDS)
                self._control.shutdown(socket.SHUT_WR)
                self.processor_seconds += float(self._control.recv(64))
            self._control.close()
            self._control = None
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(2)
            self._process.kill()
            self._process.wait()
            self._process = None

    def _send(self, message: bytes, source: Path) -> "Answer":
        if self._control is None:
            raise BrokenPipeError
        with contextlib.ExitStack() as stack:
            document = os.open(source, os.O_RDONLY | os.O_CLOEXEC)
            stack.callback(os.close, document)
            reading, writing = os.pipe2(os.O_CLOEXEC)
            stack.callback(os.close, writing)
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            stack.enter_context(theirs)
            try:
                socket.send_fds(self._control, [message], [document, writing, theirs.fileno()])
            except OSError:
                os.close(reading)
                ours.close()
                raise
        return Answer(reading, ours, page_seconds=self._limits.page_seconds)


class Answer:
    """The frames of one document's process, as they come; closing it ends that process."""

    def __init__(self, descriptor: int, lifeline: socket.socket, *, page_seconds: float):
        self._descriptor, self._lifeline, self._page_seconds = descriptor, lifeline, page_seconds
        self._buffer = bytearray()
        self.is_late = False
        self.exit_code: int | None = None

    def read_frames(self) -> Iterator[tuple[int, bytes]]:
        """Kind and payload of each whole frame; ends when the process has ended or was too slow.

        The time runs from one whole frame to the next: a process that drips bytes is as late as a silent one.
        """
        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        with contextlib.closing(self):
            deadline = time.monotonic() + self._page_seconds
            while True:
                for frame in self._take_frames():
                    yield frame
                    deadline = time.monotonic() + self._page_seconds
                if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
                    self.is_late = True
                    return
                block = os.read(self._descriptor, _BLOCK_BYTES)
                if not block:
                    self._await_exit()
                    return
                self._buffer += block

    def _take_frames(self) -> Iterator[tuple[int, bytes]]:
        at = 0
        while len(self._buffer) - at >= FRAME.size:
            length, kind = FRAME.unpack_from(self._buffer, at)
            if length > MAX_FRAME_BYTES:
                raise FrameIsBroken("length")
            end = at + FRAME.size + length
            if end > len(self._buffer):
                break
            yield kind, bytes(memoryview(self._buffer)[at + FRAME.size : end])
            at = end
        del self._buffer[:at]

    def _await_exit(self) -> None:
        self._lifeline.settimeout(5)
        with contextlib.suppress(OSError, ValueError):
            self.exit_code = int(self._lifeline.recv(64))

    @property
    def is_abandoned(self) -> bool:
        """Whether nobody said how the process ended: the warm parent itself is gone."""
        return self.exit_code is None and not self.is_late

    def close(self) -> None:
        """Hang up: the process is killed if it still runs."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        self._lifeline.close()
