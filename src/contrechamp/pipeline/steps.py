"""The one place that knows the order of the steps, and says what each one does."""

from dataclasses import dataclass

from contrechamp.vocabulary.document import ReadingState

FAILED = "failed"


@dataclass(frozen=True)
class Step:
    """A processing step; it cannot exist without the explanation that the public register shows.

    A change of what a step gives changes its `version`: the archive then redoes that step alone.
    """

    name: str
    version: str
    purpose: str
    reads: str
    gives: str
    failures: tuple[str, ...] = ()  # the outcomes that are worth another try

    def __post_init__(self) -> None:
        if not (self.purpose and self.reads and self.gives):
            raise ValueError(f"the step {self.name} is not explained")


READ = Step(
    name="read",
    version="5",
    purpose="Turn the bytes of a document into pages of text, each with the place of its lines.",
    reads="The original, inside a sandbox without network.",
    gives="Pages of text, the documents found inside, what the file says of itself.",
    failures=(ReadingState.UNREADABLE, ReadingState.PARTLY_READ),
)
SPLIT = Step(
    name="split",
    version="2",
    purpose="Find the acts and the tables that one document is made of.",
    reads="The pages of text, with the places of their lines.",
    gives="Acts with number, date, title and signatory; rows and cells of tables. Suggestions of a machine.",
    failures=(FAILED,),
)
SPOT = Step(
    name="spot",
    version="4",
    purpose="Find what the pages name: actors, technologies, places, sums, dates, counts, legal references.",
    reads="The pages of text, their tables, lists of names and words.",
    gives="Mentions, each with its exact place and the rule that found it. Suggestions of a machine.",
    failures=(FAILED,),
)
LINK = Step(
    name="link",
    version="4",
    purpose="Put before the team the names that nobody has judged, and what rows, acts and sentences propose.",
    reads="What was spotted: mentions, tables, acts; the sentences around votes and counts.",
    gives="Waiting names with the places where they are seen, and proposals. Nothing of it is a fact, nor public.",
    failures=(FAILED,),
)
INDEX = Step(
    name="index",
    version="1",
    purpose="Make the pages findable by French words.",
    reads="The pages of text, the document's description, and what was spotted.",
    gives="The search index and the signature by which near duplicates are found.",
    failures=(FAILED,),
)
STEPS = (READ, SPLIT, SPOT, LINK, INDEX)
