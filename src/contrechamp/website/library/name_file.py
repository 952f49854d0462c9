"""A file of names: held in memory while its names are looked for, written nowhere."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

MOST_BYTES = 500_000


class KeepInMemory(FileUploadHandler):
    """The first file alone, as `content`; of one larger than MOST_BYTES nothing is held."""

    def __init__(self, request=None):
        super().__init__(request)
        self.content, self.is_csv, self.is_too_large = b"", False, False
        self._is_second = False

    def new_file(self, field_name, file_name, *args, **kwargs):
        super().new_file(field_name, file_name, *args, **kwargs)
        if self._is_second:
            raise SkipFile
        self._is_second = True
        self.is_csv = file_name.lower().endswith(".csv")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.is_too_large or start + len(raw_data) > MOST_BYTES:
            self.content, self.is_too_large = b"", True
        else:
            self.content += raw_data

    def file_complete(self, file_size: int) -> None:
        return None
