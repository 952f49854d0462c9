"""bubblewrap (`bwrap`): what it is asked, whether it is there, which version."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

PROGRAM = "bwrap"
PROBE_SECONDS = 5


def find_version() -> str | None:
    """What `bwrap --version` says ("bubblewrap 0.8.0"); None where it is missing or does not start."""
    try:
        answer = subprocess.run(
            [PROGRAM, "--version"], capture_output=True, text=True, timeout=PROBE_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip()


def start_walled(
    command: Sequence[str],
    *,
    readable: Sequence[Path],
    kept_descriptors: Sequence[int],
    filter_descriptor: int,
) -> subprocess.Popen:
    """Start `command` with nothing of this machine but the `readable` paths; OSError where bwrap is missing.

    No network, no /proc, no /dev, no /tmp, no environment, no capability; a read-only root. The seccomp program
    is read from `filter_descriptor`.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise FileNotFoundError(PROGRAM)
    arguments = [program, *_make_arguments(readable), "--seccomp", str(filter_descriptor), "--", *command]
    return subprocess.Popen(
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(*kept_descriptors, filter_descriptor),
        close_fds=True,
        env={},
        cwd="/",
    )


def _make_arguments(readable: Sequence[Path]) -> list[str]:
    binds = [word for path in readable for word in ("--ro-bind", str(path), str(path))]
    return [
        "--unshare-all",
        "--unshare-user",
        "--disable-userns",
        "--cap-drop",
        "ALL",
        "--uid",
        "65534",
        "--gid",
        "65534",
        "--hostname",
        "reader",
        "--clearenv",
        "--setenv",
        "LD_BIND_NOW",  # what a library calls is looked up once, before anybody is forked
        "1",
        "--new-session",
        "--die-with-parent",
        *binds,
        "--remount-ro",
        "/",
        "--chdir",
        "/",
    ]
