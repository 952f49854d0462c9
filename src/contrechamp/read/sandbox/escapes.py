"""What a captured reader would try: the probe by which a wall is shown to hold before it is trusted.

`bait` says where things are: a file that must stay unread, a folder that must stay unwritten, a port that listens,
the outer process. Each attempt answers whether it succeeded; run outside the wall, they do.
"""

import ctypes
import os
import socket
from collections.abc import Callable, Iterator

_PTRACE_SEIZE = 0x4206
_PTRACE_DETACH = 17


def try_escapes(bait: dict) -> Iterator[str]:
    """The names of the attempts that succeeded; a wall that holds gives none."""
    for name, attempt in ATTEMPTS.items():
        try:
            succeeded = attempt(bait)
        except (OSError, MemoryError, ValueError):
            succeeded = False
        if succeeded:
            yield name


def _connect(bait: dict) -> bool:
    with socket.socket() as connection:
        connection.settimeout(2)
        connection.connect(("127.0.0.1", bait["port"]))
    return True


def _resolve_nothing_but_send(bait: dict) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram:
        return datagram.sendto(b"canary", ("127.0.0.1", bait["port"])) > 0


def _connect_locally(bait: dict) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(bait["local_socket"])
    return True


def _read_canary(bait: dict) -> bool:
    with open(bait["canary"], "rb") as file:
        return bool(file.read())


def _list_root(_bait: dict) -> bool:
    return "root" in os.listdir("/") or "home" in os.listdir("/")


def _read_passwords(_bait: dict) -> bool:
    with open("/etc/passwd", "rb") as file:
        return bool(file.read())


def _read_outer_memory(bait: dict) -> bool:
    with open(f"/proc/{bait['process']}/environ", "rb") as file:
        return bool(file.read())


def _write_file(bait: dict) -> bool:
    with open(os.path.join(bait["folder"], f"escaped-{os.getpid()}"), "wb") as file:
        return file.write(b"escaped") > 0


def _write_temporary(_bait: dict) -> bool:
    path = f"/tmp/contrechamp-escaped-{os.getpid()}"
    with open(path, "wb") as file:
        file.write(b"escaped")
    os.unlink(path)
    return True


def _write_much(bait: dict) -> bool:
    with open(os.path.join(bait["folder"], f"big-{os.getpid()}"), "wb") as file:
        return file.write(bytes(1 << 20)) > 0


def _make_many_files(bait: dict) -> bool:
    folder = os.path.join(bait["folder"], f"many-{os.getpid()}")
    os.mkdir(folder)
    for number in range(1000):
        os.close(os.open(os.path.join(folder, str(number)), os.O_CREAT | os.O_WRONLY))
    return True


def _signal_outer(bait: dict) -> bool:
    os.kill(bait["process"], 0)
    return True


def _trace_outer(bait: dict) -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.restype = ctypes.c_long
    process = ctypes.c_long(bait.get("traceable", bait["process"]))
    if libc.ptrace(_PTRACE_SEIZE, process, None, None):
        return False
    libc.ptrace(_PTRACE_DETACH, process, None, None)
    return True


def _fork(_bait: dict) -> bool:
    process = os.fork()
    if process == 0:
        os._exit(0)
    os.waitpid(process, 0)
    return True


def _run_program(_bait: dict) -> bool:
    return os.spawnv(os.P_WAIT, "/bin/true", ["true"]) == 0


def _become_someone(_bait: dict) -> bool:
    os.setuid(os.getuid())  # harmless, and refused by the wall like any other change of user
    return True


def _mount(_bait: dict) -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    return not libc.unshare(0x10000000) or not libc.mount(b"none", b"/tmp", b"tmpfs", 0, None)


def _take_memory(bait: dict) -> bool:
    return len(bytearray(bait["memory_bytes"])) > 0


ATTEMPTS: dict[str, Callable[[dict], bool]] = {
    "connect": _connect,
    "send": _resolve_nothing_but_send,
    "connect locally": _connect_locally,
    "read the canary": _read_canary,
    "list the root": _list_root,
    "read passwords": _read_passwords,
    "read the outer process": _read_outer_memory,
    "write": _write_file,
    "write a temporary file": _write_temporary,
    "write much": _write_much,
    "make many files": _make_many_files,
    "signal the outer process": _signal_outer,
    "trace the outer process": _trace_outer,
    "fork": _fork,
    "run a program": _run_program,
    "change user": _become_someone,
    "mount": _mount,
    "take memory": _take_memory,
}
