"""What waits outside the registry: readers' contests, until a member accepts them or sets them aside."""

from django.db import models


class Contest(models.Model):
    """A reader denies something, in their own words. Nothing is kept about the reader, not even the hour.

    `target` names what is denied: "fait/ID", "fiche/ID", "mention/DIGEST/PAGE/START-END", "acte/DIGEST/RANK".
    """

    target = models.CharField(max_length=200)
    reason = models.CharField(max_length=2000)
    received_on = models.DateField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.received_on} {self.target}"


class ContestToken(models.Model):
    """The SHA-256 of a form's token that was used: a copy of it is refused until it has expired."""

    digest = models.CharField(max_length=64, unique=True)
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.day} {self.digest[:12]}"


class ContestTally(models.Model):
    """How many contests came on a day, those that were decided since too: a day takes only so many."""

    day = models.DateField(unique=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day} {self.count}"
