"""The tables. Only :mod:`bureau.store` sees them; everybody else gets records.

Nobody asks for a row of a round by itself, so a round is one record: one text to write, one hash.
What has a table is kept, chained or erased by itself: documents, journal, earlier states, exports.
"""

from __future__ import annotations

from django.db import models


class StoreHead(models.Model):
    """One row: how long the journal is and where its chain of hashes ends."""

    made_at = models.DateTimeField()
    chain_length = models.IntegerField(default=0)
    chain_head = models.TextField(default="")


class Ronde(models.Model):
    """A round as one record: ``record`` is its text, ``content_hash`` the hash of that text.

    The other columns are what the list of rounds shows.
    """

    name = models.TextField(unique=True)
    current = models.BooleanField(default=False)
    version = models.IntegerField()
    procedure_code = models.TextField()
    start_date = models.DateField(null=True)
    record = models.TextField()
    content_hash = models.TextField()
    saved_at = models.DateTimeField()
    saved_by = models.TextField()


class Document(models.Model):
    """What an engine made or what was handed out, as text with its hash; never changed.

    ``number`` counts from 1 per round, kind and key. ``taken_back`` is the number of the journal
    entry that undid it. An erased document keeps its hash.
    """

    ronde = models.ForeignKey(Ronde, models.CASCADE)
    kind = models.TextField()
    key = models.TextField()
    number = models.IntegerField()
    entry = models.IntegerField()
    at = models.DateTimeField()
    by = models.TextField()
    text = models.TextField()
    sha256 = models.TextField()
    taken_back = models.IntegerField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ronde", "kind", "key", "number"), name="koppel_document_once"
            ),
        )
        indexes = (models.Index(fields=("ronde", "entry"), name="koppel_document_entry"),)


class Journal(models.Model):
    """Who did what, when and why. The hash of each entry covers the entry before it.

    Texts and the subject are covered by salted hashes, so that they can be erased and the chain
    still holds. ``erases`` says of which earlier entries this one erased the texts. Entries of
    before there were acts have none.
    """

    number = models.IntegerField(unique=True)
    at = models.DateTimeField()
    kind = models.TextField()
    ronde = models.TextField()
    version = models.IntegerField()
    content_hash = models.TextField()
    documents = models.JSONField()
    undoes = models.IntegerField(null=True)
    act = models.TextField(default="")
    via = models.TextField(default="")
    subject = models.JSONField(default=dict)
    erases = models.JSONField(default=dict)
    by = models.TextField()
    what_nl = models.TextField()
    what_en = models.TextField()
    said_salt = models.TextField()
    said_hash = models.TextField()
    reason = models.TextField()
    reason_salt = models.TextField()
    reason_hash = models.TextField()
    previous = models.TextField()
    hash = models.TextField()

    class Meta:
        indexes = (models.Index(fields=("ronde", "number"), name="koppel_journal_ronde"),)


class EarlierState(models.Model):
    """The round as it was before a change, to take that change back; compressed JSON."""

    ronde = models.ForeignKey(Ronde, models.CASCADE)
    entry = models.IntegerField()
    data = models.BinaryField()
    sha256 = models.TextField()


class Export(models.Model):
    """Files written outside the store, so that erasing can reach them.

    ``path`` is named from the store's folder; one that is not inside it is a full path, and never
    touched. Without a round it is to be erased: what it belonged to is erased already.
    """

    ronde = models.ForeignKey(Ronde, models.SET_NULL, null=True)
    entry = models.IntegerField()
    at = models.DateTimeField()
    path = models.TextField()
    names = models.JSONField()
