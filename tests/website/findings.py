"""What a machine would have found in the papers of the small observatory: invented, in the form of real findings."""

from collections.abc import Iterator

from contrechamp.pipeline.findings import FINDINGS_NAME, FindingsWriter, gather_named
from contrechamp.pipeline.observatory import Observatory
from contrechamp.pipeline.steps import INDEX
from contrechamp.vocabulary.act import Act, Authorisation
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.mention import Mention, MentionKind
from contrechamp.vocabulary.table import Cell, Row, Table

RULE, VERSION = "essai", "7"
TECHNOLOGY = "fixed_camera"
HIDDEN_TECHNOLOGY = "drone"  # only papers of the team speak of it
SUPPLIER, PLACE = "Vigie Urbaine", "Sainte-Ombre"
PERSON = "personne 1"  # for the team alone
WORDS = (
    ("Le conseil municipal", MentionKind.ACTOR, SUPPLIER, {"category": "company"}),
    ("maire", MentionKind.PERSON, PERSON, {}),
    ("douze caméras", MentionKind.COUNT, "12", {"label": "caméras"}),
    ("vidéo-\nprotection", MentionKind.TECHNOLOGY, TECHNOLOGY, {}),
    ("caméras", MentionKind.TECHNOLOGY, TECHNOLOGY, {}),
    ("aux abords des écoles", MentionKind.PLACE, PLACE, {}),
    ("148 200 € HT", MentionKind.SUM, "148200.00", {"tax": "HT"}),
    ("trente jours", MentionKind.RETENTION, "30", {}),
    ("cinq ans", MentionKind.DATE, "2024-01-01/2028", {}),
)
ACT_COUNT = 120
FORMULA = "=1+1"


def find_mentions(text: str, page: int) -> tuple[Mention, ...]:
    """Every one of WORDS that stands in a text."""

    def find() -> Iterator[Mention]:
        for words, kind, value, details in WORDS:
            start = text.find(words)
            while start >= 0:
                yield Mention(kind, page, start, start + len(words), words, value, RULE, VERSION, details)
                start = text.find(words, start + 1)

    return tuple(sorted(find(), key=lambda mention: (mention.start, mention.end)))


def make_acts(page_count: int) -> tuple[Act, ...]:
    """Many acts over a few pages, the last one over two of them."""
    acts = []
    for rank in range(1, ACT_COUNT + 1):
        first = 1 + (rank - 1) * page_count // ACT_COUNT
        said = {"number": f"2024-{rank:03d}", "date": "2024-06-25", "title": f"portant autorisation {rank}"}
        last = page_count if rank == ACT_COUNT else first
        acts.append(Act(rank, first, last, 0, 10, **said, kind="order", rule=RULE, version=VERSION))
    return tuple(acts)


def make_table(text: str, page: int) -> Table:
    """Two columns of the first words of a page; one heading would be a formula."""
    rows = (Row((Cell(0, 0, 2), Cell(1, 3, 10))), Row((Cell(1, 3, 10),)))
    return Table(1, page, (FORMULA, ""), rows, RULE)


AUTHORISATION = Authorisation(
    2, 1, commune=PLACE, place="Bureau de tabac", cameras_inside=3, retention_days=30, file_number="2024/0117"
)


def write_findings(observatory: Observatory, digest: Digest, *, with_acts: bool = False) -> None:
    """As if the document had been split and spotted; it is then indexed again."""
    count = len(observatory.list_pages(digest))
    writer = FindingsWriter(observatory.archive.derived_folder(digest) / FINDINGS_NAME)
    found: list[Mention] = []
    for number in range(1, count + 1):
        text = observatory.read_page(digest, number).text
        found += find_mentions(text, number)
        writer.add((make_table(text, number),) if number == 1 else (), find_mentions(text, number))
    writer.close(make_acts(count) if with_acts else (), (AUTHORISATION,) if with_acts else ())
    observatory.archive.record_named(digest, gather_named(found)._asdict())
    observatory.archive.reset_step([digest], INDEX.name)


def write_hidden_findings(observatory: Observatory, digest: Digest) -> None:
    """A paper of the team that alone speaks of a technology."""
    writer = FindingsWriter(observatory.archive.derived_folder(digest) / FINDINGS_NAME)
    text = observatory.read_page(digest, 1).text
    drone = Mention(MentionKind.TECHNOLOGY, 1, 0, 3, text[:3], HIDDEN_TECHNOLOGY, RULE, VERSION)
    writer.add((), (drone,))
    writer.close((), ())
    observatory.archive.record_named(digest, {"technology": (HIDDEN_TECHNOLOGY,)})
    observatory.archive.reset_step([digest], INDEX.name)


def write_no_findings(observatory: Observatory, digest: Digest) -> None:
    """A paper of one page that names nothing, whatever real rules would find in it."""
    writer = FindingsWriter(observatory.archive.derived_folder(digest) / FINDINGS_NAME)
    writer.add((), ())
    writer.close((), ())
    observatory.archive.record_named(digest, {})
    observatory.archive.reset_step([digest], INDEX.name)
