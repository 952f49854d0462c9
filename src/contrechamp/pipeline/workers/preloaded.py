"""What every worker needs, loaded and made once, before the workers are forked."""

from contextlib import suppress

from contrechamp.pipeline import preparing, reading
from contrechamp.read.sandbox import sandbox, seccomp

__all__ = ["preparing", "reading", "sandbox"]

with suppress(OSError, ImportError):  # without libseccomp: the sandbox will say so
    seccomp.make_parent_filter()
    seccomp.make_child_filter()
