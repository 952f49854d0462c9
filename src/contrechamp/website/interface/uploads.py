"""How files arrive: refused everywhere, but where the intake takes them into the archive's own spool."""

import shutil
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http.multipartparser import MultiPartParser
from django.utils.translation import gettext as _

from contrechamp.collect.upload import Spool
from contrechamp.errors import DiskIsFull
from contrechamp.vocabulary.archive import Refusal
from contrechamp.website.interface.words import write_size


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
    """Each file goes to a nameless place inside the archive folder, never to the machine's temporary folder.

    Of a file larger than `most_bytes` nothing stays; `refused` says so, and the others go on.
    """

    def __init__(self, folder: Path, request=None, *, most_bytes: int):
        super().__init__(request)
        self.folder, self.most_bytes = folder, most_bytes
        self.spools: list[Spool] = []
        self.refused: list[Refusal] = []
        self._is_too_large = False

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        """Nothing is written of what the disk has no room for: it stands there twice while it is taken in."""
        if 2 * content_length > shutil.disk_usage(self.folder).free:
            raise DiskIsFull("There is no room left on the disk.")

    def new_file(self, field_name, file_name, *args, **kwargs):
        super().new_file(field_name, file_name, *args, **kwargs)
        self.spools.append(Spool(self.folder, file_name))
        self._is_too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._is_too_large:
            return
        if start + len(raw_data) > self.most_bytes:
            self._refuse(self.spools.pop())
        else:
            self.spools[-1].write(raw_data)

    def file_complete(self, file_size: int) -> SpooledFile | None:
        if self._is_too_large:
            return None
        self.spools[-1].close()
        return SpooledFile(self.spools[-1], size=file_size)

    def upload_interrupted(self) -> None:
        self.discard()

    def discard(self) -> None:
        """Forget whatever was spooled: it is kept by now, or the sender will send it again."""
        for spool in self.spools:
            spool.discard()
        self.spools.clear()

    def _refuse(self, spool: Spool) -> None:
        spool.discard()
        self._is_too_large = True
        reason = _(
            "This file is larger than %(size)s, the most that this site takes: nothing of it was kept."
        )
        self.refused.append(Refusal(spool.untrusted_path, reason % {"size": write_size(self.most_bytes)}))
