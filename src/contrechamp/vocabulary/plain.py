"""Foreign text as a person may be shown it."""

# Controls that draw nothing, break feeds, or turn the direction of what follows.
_UNSHOWN = dict.fromkeys([*range(0, 9), *range(11, 13), *range(14, 32), 127], "�") | dict.fromkeys(
    [173, 8206, 8207, *range(8234, 8239), *range(8294, 8298), 65279], ""
)
_ORNAMENTS = " .-–—()[]"


def show_plain(untrusted_text: str) -> str:
    """The same text without characters that would hide or turn round what a reader sees."""
    return untrusted_text.translate(_UNSHOWN)


def find_label(untrusted_label: str, page: int) -> str:
    """What is printed on a page, without its ornaments ("— iv —"); "" where that is only the page's number."""
    bare = show_plain(untrusted_label).strip(_ORNAMENTS)
    return "" if bare == str(page) else bare
