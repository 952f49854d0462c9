"""Outlook's `winmail.dat` is opened, not shown as a strange attachment."""

import struct


def make_attribute(level: int, identifier: int, content: bytes) -> bytes:
    return (
        struct.pack("<BII", level, identifier, len(content))
        + content
        + struct.pack("<H", sum(content) & 0xFFFF)
    )


def test_the_text_and_the_attachment_come_out(read_bytes):
    parts = (
        (1, 0x0002800C, "Bonjour, voici l'arrêté.\0".encode("cp1252")),
        (2, 0x00069002, bytes(14)),
        (2, 0x00018010, b"arrete.pdf\0"),
        (2, 0x0006800F, b"%PDF-1.4"),
    )
    wrapped = struct.pack("<IH", 0x223E9F78, 1) + b"".join(make_attribute(*part) for part in parts)
    found = read_bytes(wrapped, "winmail.dat")
    assert found.text == "Bonjour, voici l'arrêté."
    assert [(child.untrusted_path, child.untrusted_content) for child in found.children] == [
        ("arrete.pdf", b"%PDF-1.4")
    ]
