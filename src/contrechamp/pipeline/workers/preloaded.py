"""What every worker needs, loaded and made once, before the workers are forked."""

from contextlib import suppress

from contrechamp.read.sandbox.seccomp import make_child_filter, make_parent_filter

with suppress(OSError, ImportError):  # without libseccomp: the sandbox will say so
    make_parent_filter()
    make_child_filter()
