"""What Atheris drives: one message through the mail reader; `python -m tests.drills.mail_target CORPUS [option…]`."""

import io
import sys

import atheris

with atheris.instrument_imports(include=["email", "contrechamp.read", "mimetypes", "quopri", "base64"]):
    from contrechamp.errors import ContrechampError
    from contrechamp.read.reader import Request
    from contrechamp.read.readers import mail, mbox


def read_message(content: bytes) -> None:
    """Every finding of both readers of mail; whatever is no error of ours ends the fuzzing."""
    for reader in (mail, mbox):
        try:
            for _ in reader.read(io.BytesIO(content), Request(untrusted_name="message.eml")):
                pass
        except ContrechampError:
            continue


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_message)
    atheris.Fuzz()
