"""Where Tesseract's language data lies."""

from pathlib import Path

FOLDERS = (
    Path("/usr/share/tesseract-ocr/5/tessdata"),
    Path("/usr/share/tesseract-ocr/4.00/tessdata"),
    Path("/usr/share/tessdata"),
    Path("/usr/local/share/tessdata"),
)


_chosen: list[Path] = []


def use_folder(folder: Path | None) -> None:
    """From now on, in this process, take the language data of `folder` (None: the distribution's)."""
    _chosen[:] = [folder] if folder else []


def find_tessdata() -> Path | None:
    """The folder chosen, else the distribution's; None where there is none."""
    return next((folder for folder in (*_chosen, *FOLDERS) if folder.is_dir()), None)


def choose_languages(asked: str, folder: Path) -> str:
    """Of the languages asked ("fra+deu"), those whose data is there; "" when none is."""
    return "+".join(name for name in asked.split("+") if name and (folder / f"{name}.traineddata").is_file())
