"""Archives with fixed times, and office files packed again so that the same content gives the same bytes."""

import gzip
import io
import os
import re
import tarfile
import tempfile
import zipfile
from pathlib import Path

import py7zr

ZIP_TIME = (2023, 6, 20, 10, 0, 0)
TAR_TIME = 1_687_255_200


def make_zip(members: dict[str, bytes], *, cp850: bool = False) -> bytes:
    """A ZIP of these members. With `cp850` names are stored as an old Windows did, without the UTF-8 flag."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in members.items():
            info = (_OldName if cp850 else zipfile.ZipInfo)(name, ZIP_TIME)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            pack.writestr(info, content)
    return out.getvalue()


class _OldName(zipfile.ZipInfo):
    """A member whose name is written in code page 850."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("cp850"), self.flag_bits & ~0x800


def repack_office(content: bytes) -> bytes:
    """The same office file with fixed times, inside and outside."""
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        members = {name: _fix_times(name, pack.read(name)) for name in pack.namelist()}
    first = {"mimetype": members.pop("mimetype")} if "mimetype" in members else {}
    return make_zip({**first, **dict(sorted(members.items()))})


def _fix_times(name: str, content: bytes) -> bytes:
    if name not in ("docProps/core.xml", "meta.xml"):
        return content
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?", b"2020-01-06T09:00:00Z", content)


def make_tar_gz(members: dict[str, bytes]) -> bytes:
    """A compressed TAR of these members."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as pack:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), TAR_TIME
            pack.addfile(info, io.BytesIO(content))
    return gzip.compress(out.getvalue(), mtime=TAR_TIME)


def make_7z(members: dict[str, bytes]) -> bytes:
    """A 7z of these members, written through a folder because the times come from files."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out.7z")
        with py7zr.SevenZipFile(out, "w") as pack:
            for name, content in members.items():
                path = Path(folder, "member")
                path.write_bytes(content)
                path.chmod(0o644)
                os.utime(path, (TAR_TIME, TAR_TIME))
                pack.write(path, name)
        return out.read_bytes()
