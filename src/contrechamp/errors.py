"""Every error that Contrechamp raises on purpose; each carries the reader's next move."""


class ContrechampError(Exception):
    """Root of the tree. `advice` says what the reader can do; `exit_code` is what the command line returns."""

    advice = ""
    exit_code = 1

    def __init__(self, message: str, *, advice: str | None = None):
        super().__init__(message)
        if advice is not None:
            self.advice = advice


class NotADigest(ContrechampError):
    """A text that should be a SHA-256 digest is not one."""

    advice = "Copy the 64 characters from the document's view, or from `contrechamp status`."
    exit_code = 2


class DocumentUnknown(ContrechampError):
    """No document of this archive has that digest."""

    advice = "List the documents with `contrechamp status`."
    exit_code = 3


class ArchiveMissing(ContrechampError):
    """The folder is not an archive folder."""

    advice = "Make one with `contrechamp --archive DIR init`."
    exit_code = 3


class ArchiveNotEmpty(ContrechampError):
    """A folder that must be empty is not."""

    advice = "Name a folder that does not exist yet, or that is empty."
    exit_code = 3


class ArchiveTooNew(ContrechampError):
    """The archive folder was written by a newer version of the program."""

    advice = "Install the newer version; nothing was changed."
    exit_code = 3


class ArchiveDamaged(ContrechampError):
    """A file of the archive does not say what it said when it was kept."""

    advice = "Run `contrechamp verify` to see everything that is damaged, then restore it from a backup."
    exit_code = 4


class DiskIsFull(ContrechampError):
    """There is no room left to keep a file; what was acknowledged is safe."""

    advice = "Free some space, then run the same command again: it goes on where it stopped."
    exit_code = 5


class IndexBusy(ContrechampError):
    """Another process writes to the search index."""

    advice = "Wait until it has finished; what is kept will be indexed by it or by the next run."
    exit_code = 6


class NoIsolation(ContrechampError):
    """No way to isolate the reading of foreign files holds on this machine; files are kept, not parsed."""

    advice = "Install bubblewrap (`apt-get install bubblewrap`), then run `contrechamp doctor`."
    exit_code = 7


class DocumentIsEncrypted(ContrechampError):
    """A password is needed, or the one given is wrong."""

    advice = "Give the password with `contrechamp retry DIGEST --password`."


class DocumentIsBroken(ContrechampError):
    """The bytes are not a well-formed file of their type; the message says what is wrong."""

    advice = "The original is kept as it came; ask the sender for a sound copy."
