"""Landlock: from one moment on, a process may read only the paths named, write nowhere and connect nowhere."""

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every processor
_EXECUTE, _READ_FILE, _READ_DIR = 1, 1 << 2, 1 << 3
_FILE_RIGHTS_BY_VERSION = (
    (1, 13),
    (2, 14),
    (3, 15),
    (5, 16),
)  # number of file rights that each version knows
_PR_SET_NO_NEW_PRIVS = 38


class _Ruleset(ctypes.Structure):
    _fields_ = [("file", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scope", ctypes.c_uint64)]


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


_libc = ctypes.CDLL(None, use_errno=True)


def find_landlock_version() -> int:
    """The version of Landlock that the kernel offers; 0 where there is none."""
    return max(0, _libc.syscall(_CREATE_RULESET, None, 0, 1))


def restrict_files(readable: Sequence[Path]) -> int:
    """Shut everything but reading below `readable`; gives the version obeyed, 0 where there is no Landlock."""
    version = find_landlock_version()
    if not version:
        return 0
    rights = max(count for least, count in _FILE_RIGHTS_BY_VERSION if version >= least)
    ruleset = _Ruleset((1 << rights) - 1, 3 if version >= 4 else 0, 3 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    descriptor = _call(_CREATE_RULESET, ctypes.byref(ruleset), size, 0)
    try:
        for path in readable:
            _allow_reading(descriptor, path)
        if _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "no_new_privs")
        _call(_RESTRICT_SELF, descriptor, 0)
    finally:
        os.close(descriptor)
    return version


def _allow_reading(ruleset: int, path: Path) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        rights = _EXECUTE | _READ_FILE | (_READ_DIR if path.is_dir() else 0)
        _call(_ADD_RULE, ruleset, 1, ctypes.byref(_Beneath(rights, place)), 0)
    finally:
        os.close(place)


def _call(number: int, *arguments: object) -> int:
    answer = _libc.syscall(number, *arguments)
    if answer < 0:
        raise OSError(ctypes.get_errno(), "landlock")
    return answer
