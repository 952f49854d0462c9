"""What Python needs to run inside a wall, path by path, and the command that starts our side in there."""

import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import contrechamp

_LIBRARY_FOLDERS = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")


def list_readable(tessdata: Path | None) -> tuple[Path, ...]:
    """The interpreter, its libraries, our own package, the language data; nothing else of the machine."""
    source = Path(contrechamp.__file__).parent
    libraries = [
        sysconfig.get_config_var("LIBDIR") or "/usr/lib",
        sysconfig.get_path("stdlib"),
        *_LIBRARY_FOLDERS,
    ]
    wanted = [_find_executable(), *map(Path, libraries), *_list_package_folders(), source]
    wanted += [tessdata] if tessdata else []
    kept: list[Path] = []
    for path in wanted:
        if path.exists() and not any(path.is_relative_to(other) for other in kept):
            kept.append(path)
    return tuple(kept)


def make_command(descriptor: int) -> tuple[str, ...]:
    """Python without site, without environment, told where its modules are; it listens on `descriptor`."""
    folders = [*map(str, _list_package_folders()), str(Path(contrechamp.__file__).parent.parent)]
    path = f"import sys; sys.path.extend({folders!r})"
    serve = f"from contrechamp.read.sandbox.inside import serve; serve({descriptor})"
    return (str(_find_executable()), "-I", "-S", "-B", "-c", path, serve)


def with_entrance(command: Sequence[str], *, module: str, argument: str) -> tuple[str, ...]:
    """The same command, which first calls `enter(argument)` of `module`."""
    *start, path, serve = command
    return (*start, path, f"from {module} import enter; enter({argument!r})", serve)


def join_code(command: Sequence[str]) -> tuple[str, ...]:
    """As the interpreter takes it: what follows `-c` is one program."""
    cut = command.index("-c") + 1
    return (*command[:cut], "; ".join(command[cut:]))


def _find_executable() -> Path:
    return Path(getattr(sys, "_base_executable", None) or sys.executable).resolve()


def _list_package_folders() -> list[Path]:
    """Where installed packages are; never a source tree that holds other things."""
    return list(dict.fromkeys(Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")))
