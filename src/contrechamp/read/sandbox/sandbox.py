"""The sandbox as the rest of the program knows it: read, render, locate, and the probe that shows it holds."""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType

from contrechamp.errors import DocumentIsBroken, NoIsolation
from contrechamp.read import reasons, wire
from contrechamp.read.reader import Request
from contrechamp.read.sandbox import bubblewrap, namespaces
from contrechamp.read.sandbox.gate import Gate
from contrechamp.read.sandbox.limits import Limits
from contrechamp.read.sandbox.probe import lay_bait
from contrechamp.read.sandbox.session import Answer, Session
from contrechamp.read.tessdata import find_tessdata
from contrechamp.read.wire import FrameIsBroken, Pixels
from contrechamp.vocabulary.document import Child, Page, Reading, Word

ISOLATIONS: Sequence[ModuleType] = (bubblewrap, namespaces)
_MEMORY_EXIT = 3
_NAME_LENGTH = 500  # of a hint; its end says the most
_RESTARTS = 2  # of the warm parent, for one document


class Sandbox:
    """One for each worker process; several threads may use it. `isolation` names the wall that was shown to hold."""

    def __init__(self, session: Session, *, isolation: str, limits: Limits):
        self._session, self.isolation, self._limits = session, isolation, limits
        self._wide: Session | None = None
        self._lock = threading.Lock()

    def read(self, original: Path, request: Request) -> Iterator[Page | Child | Reading]:
        """Pages and children as they come, then exactly one Reading, whatever happens to the process inside.

        A page on which it dies becomes a Page with `how_read` FAILED and a reason, and reading goes on behind it.
        """
        request = replace(request, untrusted_name=request.untrusted_name[-_NAME_LENGTH:])
        gate, restarts_left = Gate(self._limits, first_page=request.first_page), _RESTARTS
        is_careful, session = False, self._choose_session(request.untrusted_name)
        while not gate.is_closed:
            asked = asdict(gate.go_on(request))
            answer = session.ask("read", original, request=asked, careful=is_careful)
            with contextlib.closing(answer):
                try:
                    for kind, payload in answer.read_frames():
                        yield from gate.admit(kind, payload)
                except FrameIsBroken:
                    gate.give_up(reasons.INCOHERENT)
                if not gate.has_ended and gate.can_go_on and not is_careful:
                    is_careful = True  # again from the last page that came, page by page: which one is it?
                    continue
                if answer.is_abandoned and not gate.has_ended and gate.can_go_on and restarts_left:
                    restarts_left -= 1
                    continue  # not this document's fault, as far as can be known: go on where it was
                yield from gate.end_run(explain_end(answer))
        yield gate.make_reading()

    def render(self, original: Path, *, page: int, width_px: int, password: str = "") -> Pixels:
        """The image of a page, `width_px` pixels wide; raises DocumentIsBroken with the reason when there is none."""
        request = asdict(Request(password=password))
        payload = self._ask_once(
            wire.PIXELS, original, task="render", request=request, page=page, width_px=width_px
        )
        return wire.decode_pixels(payload)

    def locate(self, original: Path, *, page: int, request: Request) -> tuple[Word, ...]:
        """Where the words of a page with native text stand; offsets are into the text that `read` gave for it."""
        payload = self._ask_once(wire.WORDS, original, task="locate", request=asdict(request), page=page)
        return wire.decode_words(payload, text_length=wire.MAX_TEXT)

    def try_escapes(self, bait: dict) -> tuple[str, ...]:
        """The probe: what a captured reader could do (see `escapes`); nothing, if the wall holds."""
        payload = self._ask_once(wire.ESCAPES, Path(bait["canary"]), task="escape", bait=bait)
        return wire.decode_names(payload)

    def _ask_once(self, kind: int, original: Path, *, task: str, **said: object) -> bytes:
        answer = self._session.ask(task, original, **said)
        with contextlib.closing(answer):
            try:
                for found, payload in answer.read_frames():
                    if found == kind:
                        return payload
                    if found == wire.FAULT:
                        raise DocumentIsBroken(" ".join(wire.decode_names(payload)))
            except FrameIsBroken as error:
                raise DocumentIsBroken(reasons.INCOHERENT) from error
            raise DocumentIsBroken(explain_end(answer) or reasons.INCOHERENT)

    def close(self) -> float:
        """End it; gives the processor seconds that were used behind the wall."""
        sessions = [session for session in (self._session, self._wide) if session]
        for session in sessions:
            session.close()
        return sum(session.processor_seconds for session in sessions)

    def _choose_session(self, untrusted_name: str) -> Session:
        """By the name alone, which may lie: either session reads everything, one of them sooner."""
        if not untrusted_name or untrusted_name.lower().endswith(".pdf"):
            return self._session
        with self._lock:
            self._wide = self._wide or self._session.widen()
            return self._wide

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def explain_end(answer: Answer) -> str:
    """Why the process ended before it had said everything."""
    if answer.is_late or answer.exit_code == -24:  # SIGXCPU
        return reasons.TOO_SLOW
    if answer.exit_code == _MEMORY_EXIT:
        return reasons.TOO_MUCH_MEMORY
    return reasons.CRASHED


def open_sandbox(
    *,
    tessdata: Path | None = None,
    limits: Limits | None = None,
    isolations: Sequence[ModuleType] = ISOLATIONS,
) -> Sandbox:
    """The first isolation that is shown to hold, started and probed; NoIsolation where none does.

    `tessdata` is the folder of Tesseract's language data; by default the distribution's.
    """
    limits = limits or Limits()
    faults = []
    for isolation in isolations:
        try:
            session = Session(isolation, limits=limits, tessdata=tessdata or find_tessdata())
        except NoIsolation as error:
            faults.append(str(error))
            continue
        sandbox = Sandbox(session, isolation=isolation.NAME, limits=limits)
        if not (fault := _find_hole(sandbox, limits)):
            return sandbox
        sandbox.close()
        faults.append(f"{isolation.NAME}: {fault}")
    raise NoIsolation("; ".join(faults) or "No isolation was tried.")


def _find_hole(sandbox: Sandbox, limits: Limits) -> str:
    """What the probe could do, or why it could not be run; "" when the wall holds."""
    try:
        with lay_bait(limits) as bait:
            return ", ".join(sandbox.try_escapes(bait))
    except (DocumentIsBroken, FrameIsBroken) as error:
        return f"the probe could not be run ({error})"


def find_isolation() -> str | None:
    """The name of the isolation that was shown to hold on this machine, now; None where none does."""
    try:
        with open_sandbox() as sandbox:
            return sandbox.isolation
    except NoIsolation:
        return None
