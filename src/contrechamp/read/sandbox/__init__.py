"""No byte of a foreign file is parsed outside of here: readers run behind a wall that was shown to hold."""

from contrechamp.read.sandbox.limits import Limits
from contrechamp.read.sandbox.sandbox import Sandbox, find_isolation, open_sandbox

__all__ = ["Limits", "Sandbox", "find_isolation", "open_sandbox"]
