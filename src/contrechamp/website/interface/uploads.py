"""How files arrive: refused everywhere, but where the intake takes them into the archive's own spool."""

import contextlib
import tempfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http.multipartparser import MultiPartParser


class RefuseFiles(FileUploadHandler):
    """Nothing is written for a file that nobody asked for."""

    def new_file(self, *args, **kwargs):
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


class PathKeepingParser(MultiPartParser):
    """Django keeps only the last part of an uploaded file's name; a folder's tree is in the rest."""

    def sanitize_file_name(self, file_name: str) -> str | None:
        untrusted_path = file_name.replace("\\", "/").replace("\x00", "")
        parts = [part for part in untrusted_path.split("/") if part not in ("", ".", "..")]
        return "/".join(parts)[:2000] or None


class SpooledFile(UploadedFile):
    """A file of the spool and the path that the browser gave; the name is never used to open anything."""

    def __init__(self, spool_path: Path, untrusted_path: str, *, size: int):
        super().__init__(name="upload", size=size)
        self.spool_path = spool_path
        self.untrusted_path = untrusted_path


class SpoolFiles(FileUploadHandler):
    """Each file goes to a nameless place inside the archive folder, never to the machine's temporary folder."""

    def __init__(self, folder: Path, request=None):
        super().__init__(request)
        self.folder = folder
        self.spooled: list[Path] = []
        self.open_file = None

    def new_file(self, field_name, file_name, *args, **kwargs):
        super().new_file(field_name, file_name, *args, **kwargs)
        self.untrusted_path = file_name
        self.open_file = tempfile.NamedTemporaryFile(dir=self.folder, prefix="in-", delete=False)
        self.spooled.append(Path(self.open_file.name))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.open_file.write(raw_data)

    def file_complete(self, file_size: int) -> SpooledFile:
        path = Path(self.open_file.name)
        self.open_file.close()
        self.open_file = None
        return SpooledFile(path, self.untrusted_path, size=file_size)

    def upload_interrupted(self) -> None:
        self.discard()

    def discard(self) -> None:
        """Forget whatever was spooled: it is kept by now, or the sender will send it again."""
        if self.open_file is not None:
            with contextlib.suppress(OSError):  # what was not written yet cannot be, on a full disk
                self.open_file.close()
            self.open_file = None
        for path in self.spooled:
            path.unlink(missing_ok=True)
        self.spooled.clear()
