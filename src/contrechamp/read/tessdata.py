"""Where Tesseract's language data lies."""

from pathlib import Path

FOLDERS = (
    Path("/usr/share/tesseract-ocr/5/tessdata"),
    Path("/usr/share/tesseract-ocr/4.00/tessdata"),
    Path("/usr/share/tessdata"),
    Path("/usr/local/share/tessdata"),
)


def find_tessdata() -> Path | None:
    """The distribution's folder of language data; None where it is not installed."""
    return next((folder for folder in FOLDERS if folder.is_dir()), None)


def choose_languages(asked: str, folder: Path) -> str:
    """Of the languages asked ("fra+deu"), those whose data is there; "" when none is."""
    return "+".join(name for name in asked.split("+") if name and (folder / f"{name}.traineddata").is_file())
