"""The warm parent behind the wall: it forks one process for each document, which gets one descriptor and dies.

Nothing here trusts the document; nothing outside trusts what is said here.
"""

import array
import contextlib
import ctypes
import gc
import json
import os
import resource
import select
import signal
import socket
from pathlib import Path

from contrechamp.read.sandbox.landlock import restrict_files
from contrechamp.read.sandbox.limits import Limits
from contrechamp.read.sandbox.seccomp import Filter
from contrechamp.read.sandbox.work import do_work, warm_up

# The C library's own fork: this process has one thread, and none of what Python then does for threads and locks
# is needed; it would touch 170 pages of memory in each child. PyDLL keeps the interpreter's lock throughout.
_libc = ctypes.PyDLL(None)
_fork = _libc.fork
# What a page needed and gave back is used again for the next one, instead of being asked from the kernel anew: half
# of what a short document costs is memory that the kernel hands out for the first time (mallopt(3)).
_KEPT_MEMORY = {-1: 512 << 20, -2: 1 << 20, -3: 32 << 20}  # M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_THRESHOLD
# One thread for each document: libraries that start as many as there are processors would meet their limits.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
_MESSAGE_BYTES = 1 << 16
_DESCRIPTORS = 3  # the document, where the answer goes, the lifeline


def serve(descriptor: int) -> None:
    """Answer requests from the outer side until it hangs up."""
    control = socket.socket(fileno=descriptor)
    os.environ.update(_ONE_THREAD)
    _keep_memory()
    setup = json.loads(control.recv(_MESSAGE_BYTES * 4))
    warm_up(setup["tessdata"], is_wide=setup["is_wide"])
    version = restrict_files([Path(path) for path in setup["readable"]])
    child_filter = Filter(bytes.fromhex(setup["child_filter"]))
    gc.collect()
    gc.freeze()
    control.send(json.dumps({"landlock": version}).encode())
    _serve_requests(control, Limits(**setup["limits"]), child_filter)


def _keep_memory() -> None:
    if hasattr(_libc, "mallopt"):  # a C library without it keeps its own ways
        for parameter, value in _KEPT_MEMORY.items():
            _libc.mallopt(parameter, value)


def _serve_requests(control: socket.socket, limits: Limits, child_filter: Filter) -> None:
    poll = select.poll()
    poll.register(control, select.POLLIN)
    children: dict[int, tuple[int, int]] = {}  # pidfd -> process, lifeline
    lifelines: dict[int, int] = {}  # lifeline -> pidfd
    while True:
        for descriptor, _ in poll.poll():
            if descriptor == control.fileno():
                if not _accept(control, limits, child_filter, poll, children, lifelines):
                    _take_leave(control)
            elif descriptor in children:
                _bury(descriptor, poll, children, lifelines)
            elif descriptor in lifelines:  # a word or an end: the outer side gives this document up
                poll.unregister(descriptor)
                signal.pidfd_send_signal(lifelines[descriptor], signal.SIGKILL)


def _accept(control, limits, child_filter, poll, children, lifelines) -> bool:
    """Take one request and fork for it; False when the outer side has gone."""
    message, descriptors = _receive(control)
    if not message:
        return False
    source, answer, lifeline = descriptors
    process = _fork()
    if process == 0:
        _live(control, lifeline, json.loads(message), source, answer, limits, child_filter)
    os.close(source)
    os.close(answer)
    pidfd = os.pidfd_open(process)
    children[pidfd] = (process, lifeline)
    lifelines[lifeline] = pidfd
    poll.register(pidfd, select.POLLIN)
    poll.register(lifeline, select.POLLIN)
    return True


def _take_leave(control: socket.socket) -> None:
    """Say what all of it cost, and go: the namespace dies with us, and every child with it."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    with contextlib.suppress(OSError):
        control.send(str(sum(times.ru_utime + times.ru_stime for times in used)).encode())
    os._exit(0)


def _bury(pidfd, poll, children, lifelines) -> None:
    process, lifeline = children.pop(pidfd)
    del lifelines[lifeline]
    _, status = os.waitpid(process, 0)
    poll.unregister(pidfd)
    with contextlib.suppress(KeyError):
        poll.unregister(lifeline)
    os.close(pidfd)
    with contextlib.suppress(OSError):  # the outer side may not care any more
        os.write(lifeline, str(os.waitstatus_to_exitcode(status)).encode())
    os.close(lifeline)


def _live(control, lifeline, request, source, answer, limits, child_filter) -> None:
    """The whole life of one document's process; never returns."""
    code = 1
    try:
        control.close()
        os.close(lifeline)
        code = do_work(request, source=source, answer=answer, limits=limits, child_filter=child_filter)
    finally:
        os._exit(code)


def _receive(control: socket.socket) -> tuple[bytes, list[int]]:
    descriptors = array.array("i")
    message, ancillary, _, _ = control.recvmsg(_MESSAGE_BYTES, socket.CMSG_SPACE(_DESCRIPTORS * 4))
    for level, kind, content in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            descriptors.frombytes(content[: len(content) - len(content) % 4])
    return message, list(descriptors)
