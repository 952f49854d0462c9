"""How files arrive: refused everywhere, but where the intake takes them into the archive's own spool."""

from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http.multipartparser import MultiPartParser

from contrechamp.collect.upload import Spool


class RefuseFiles(FileUploadHandler):
    """Nothing is written for a file that nobody asked for."""

    def new_file(self, *args, **kwargs):
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


class PathKeepingParser(MultiPartParser):
    """Django keeps only the last part of an uploaded file's name; a folder's tree is in the rest (see Spool)."""

    def sanitize_file_name(self, file_name: str) -> str | None:
        return file_name.replace("\x00", "") or None


class SpooledFile(UploadedFile):
    """A file that stands whole in the spool; its name is never used to open anything."""

    def __init__(self, spool: Spool, *, size: int):
        super().__init__(name="upload", size=size)
        self.spool = spool


class SpoolFiles(FileUploadHandler):
    """Each file goes to a nameless place inside the archive folder, never to the machine's temporary folder."""

    def __init__(self, folder: Path, request=None):
        super().__init__(request)
        self.folder = folder
        self.spools: list[Spool] = []

    def new_file(self, field_name, file_name, *args, **kwargs):
        super().new_file(field_name, file_name, *args, **kwargs)
        self.spools.append(Spool(self.folder, file_name))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.spools[-1].write(raw_data)

    def file_complete(self, file_size: int) -> SpooledFile:
        self.spools[-1].close()
        return SpooledFile(self.spools[-1], size=file_size)

    def upload_interrupted(self) -> None:
        self.discard()

    def discard(self) -> None:
        """Forget whatever was spooled: it is kept by now, or the sender will send it again."""
        for spool in self.spools:
            spool.discard()
        self.spools.clear()
