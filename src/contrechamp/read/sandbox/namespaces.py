"""Isolation without bubblewrap: the process shuts itself in with user namespaces, seccomp and Landlock."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from contrechamp.read.sandbox.interpreter import join_code, with_entrance
from contrechamp.read.sandbox.landlock import find_landlock_version
from contrechamp.read.sandbox.seccomp import Filter, make_parent_filter

NAME = "namespaces"
_NOBODY = 65534
_PR_SET_PDEATHSIG, _SIGKILL = 1, 9
_CAPABILITIES_V3 = 0x20080522


def start(command: Sequence[str], *, readable: Sequence[Path], descriptor: int) -> subprocess.Popen:
    """Start `command`, which first calls `enter`; OSError or ImportError where the kernel lacks what it takes."""
    if not find_landlock_version():
        raise OSError("no Landlock: files could not be shut away")
    return subprocess.Popen(
        join_code(with_entrance(command, module=__name__, argument=make_parent_filter().hex())),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(descriptor,),
        env={"LD_BIND_NOW": "1"},
        cwd="/",
        start_new_session=True,
    )


def enter(program_hex: str) -> None:
    """Inside: leave every namespace of the machine, become process 1 of a new one, give up every power.

    Files are shut away by Landlock, which `serve` puts on next.
    """
    user, group = os.getuid(), os.getgid()
    os.unshare(
        os.CLONE_NEWUSER
        | os.CLONE_NEWNET
        | os.CLONE_NEWIPC
        | os.CLONE_NEWUTS
        | os.CLONE_NEWPID
        | os.CLONE_NEWNS
    )
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{_NOBODY} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{_NOBODY} {group} 1")
    process = os.fork()
    if process:
        os.closerange(3, 256)
        os.waitpid(process, 0)
        os._exit(0)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0):
        sys.exit(1)
    _drop_capabilities(libc)
    Filter(bytes.fromhex(program_hex)).install()


def _drop_capabilities(libc: ctypes.CDLL) -> None:
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_V3, 0)
    if libc.capset(header, (ctypes.c_uint32 * 6)()):
        raise OSError(ctypes.get_errno(), "capset")
