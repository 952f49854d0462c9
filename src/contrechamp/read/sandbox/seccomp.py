"""System calls that a reader never needs, refused by the kernel: programs made outside, installed inside."""

import ctypes
import errno
import os
from collections.abc import Iterable
from functools import cache

_CALLS = """
socket socketpair connect bind listen accept accept4 ptrace process_vm_readv process_vm_writev process_madvise
mount umount2 pivot_root chroot mount_setattr move_mount open_tree open_tree_attr fsopen fsconfig fsmount fspick
unshare setns kexec_load kexec_file_load bpf perf_event_open userfaultfd keyctl add_key request_key
init_module finit_module delete_module reboot swapon swapoff sethostname setdomainname settimeofday
clock_settime clock_adjtime adjtimex acct quotactl quotactl_fd syslog io_uring_setup io_uring_enter
io_uring_register personality nfsservctl lookup_dcookie iopl ioperm modify_ldt kcmp name_to_handle_at
open_by_handle_at fanotify_init setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid
setfsgid capset mknod mknodat symlink symlinkat link linkat rename renameat renameat2 mkdir mkdirat rmdir
unlink unlinkat truncate chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat setxattr lsetxattr
fsetxattr shmget shmat msgget semget mq_open vhangup
"""
_CALLS_OF_PROCESSES = "fork vfork execve execveat tkill kill rt_sigqueueinfo pidfd_open pidfd_send_signal"
NEVER = tuple(_CALLS.split())  # not even the warm parent needs these, once its interpreter runs
NEVER_IN_CHILD = tuple(_CALLS_OF_PROCESSES.split())  # nor does the process of one document need these

_CLONE_THREAD = 0x10000
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _MODE_FILTER = 22, 38, 2


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


@cache
def make_parent_filter() -> bytes:
    """Leaves the warm parent what it needs to fork a process for each document. Raises as `_make_filter` does."""
    return _make_filter(NEVER)


@cache
def make_child_filter() -> bytes:
    """Refuses new processes as well; threads stay allowed (their stacks count as memory)."""
    return _make_filter(NEVER_IN_CHILD, new_processes=False)


def _make_filter(names: Iterable[str], *, new_processes: bool = True) -> bytes:
    """A BPF program that answers EPERM to these calls; OSError or ImportError without libseccomp."""
    import pyseccomp  # needs the system's libseccomp: absent, there is no isolation, and that is said

    program = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in names:
        try:
            program.add_rule(pyseccomp.ERRNO(errno.EPERM), name)
        except (OSError, ValueError, RuntimeError):
            continue  # a call that this kernel or processor does not have
    if not new_processes:
        is_process = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _CLONE_THREAD, 0)
        program.add_rule(pyseccomp.ERRNO(errno.EPERM), "clone", is_process)
        program.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")  # the C library then falls back to clone
    return _export(program)


def _export(program) -> bytes:
    descriptor = os.memfd_create("filter")
    with os.fdopen(descriptor, "r+b") as file:
        program.export_bpf(file)
        file.seek(0)
        return file.read()


class Filter:
    """A program, laid out in memory beforehand, so that a new process installs it with two calls."""

    def __init__(self, program: bytes):
        self._buffer = ctypes.create_string_buffer(program, len(program))
        self._header = _Program(len(program) // 8, ctypes.addressof(self._buffer))
        self._pointer = ctypes.byref(self._header)
        self._prctl = ctypes.CDLL(None, use_errno=True).prctl

    def install(self) -> None:
        """From here on, and for good: this thread and all that come from it obey. OSError if refused."""
        if self._prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "no_new_privs")
        if self._prctl(_PR_SET_SECCOMP, _MODE_FILTER, self._pointer, 0, 0):
            raise OSError(ctypes.get_errno(), "seccomp")
