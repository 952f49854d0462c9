"""Objects as old OLE wrote them inside RTF ([MS-OLEDS] 2.2): the bytes of the document in them."""

import struct

from contrechamp.read.inner_files import read_native_object


def read_old_object(data: bytes) -> bytes:
    """The native data of an OLE 1 object, a dropped file unwrapped; b"" when there is none."""
    try:
        place = 8
        class_name, place = _read_string(data, place)
        _, place = _read_string(data, place)
        _, place = _read_string(data, place)
        size = struct.unpack_from("<I", data, place)[0]
    except struct.error:
        return b""
    native = data[place + 4 : place + 4 + size]
    if class_name.lower() == b"package":
        child = read_native_object(struct.pack("<I", len(native)) + native)
        return child.untrusted_content if child else b""
    return native


def _read_string(data: bytes, place: int) -> tuple[bytes, int]:
    size = struct.unpack_from("<I", data, place)[0]
    return data[place + 4 : place + 4 + size].rstrip(b"\0"), place + 4 + size
