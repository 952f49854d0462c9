"""How much one foreign document may cost, and what it may give back."""

import resource
from dataclasses import asdict, dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Limits of one document's process, and of what we accept from it. There is none on a document's length in time."""

    page_seconds: float = 30.0
    memory_bytes: int = 1024 * MEBIBYTE
    processes: int = 64
    open_files: int = 64
    pages: int = 1_000_000
    text_length: int = 200_000_000  # code points of all pages together
    children: int = 100_000
    children_bytes: int = 2048 * MEBIBYTE
    failures_in_a_row: int = 20


def as_plain(limits: Limits) -> dict[str, float]:
    return asdict(limits)


def apply_limits(limits: Limits) -> None:
    """Inside, once, in the process of one document: memory, files, processes, no core dump."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_NOFILE, limits.open_files),
    ):
        resource.setrlimit(kind, (most, most))


def grant_processor_seconds(seconds: float) -> None:
    """Inside, before each page: the processor time that it may use; then SIGXCPU ends the process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = usage.ru_utime + usage.ru_stime
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent + seconds) + 2, resource.RLIM_INFINITY))
