"""Isolation by bubblewrap: own namespaces, an empty root, no network; Landlock on top where the kernel has it."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from contrechamp.programs import bubblewrap
from contrechamp.read.sandbox.interpreter import join_code
from contrechamp.read.sandbox.seccomp import make_parent_filter

NAME = "bubblewrap"


def start(command: Sequence[str], *, readable: Sequence[Path], descriptor: int) -> subprocess.Popen:
    """Start `command` behind the wall, holding `descriptor`; OSError or ImportError where that cannot be done."""
    program = os.memfd_create("filter")
    try:
        os.write(program, make_parent_filter())
        os.lseek(program, 0, os.SEEK_SET)
        return bubblewrap.start_walled(
            join_code(command), readable=readable, kept_descriptors=(descriptor,), filter_descriptor=program
        )
    finally:
        os.close(program)
