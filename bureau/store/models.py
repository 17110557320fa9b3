"""The tables. Only :mod:`bureau.store` sees them; everybody else gets records.

Columns hold what somebody may want to search or constrain; the rest of a record (nested values,
and any field that a record gets later) is in the JSON column ``more``, so that no field can be
lost for want of a column. Types are those that SQLite and PostgreSQL share.
"""

from __future__ import annotations

from django.db import models


class StoreHead(models.Model):
    """One row: how long the journal is and where its chain of hashes ends."""

    made_at = models.DateTimeField()
    chain_length = models.IntegerField(default=0)
    chain_head = models.TextField(default="")


class Ronde(models.Model):
    """A round. ``content_hash`` is over the whole record, so that a damaged byte is noticed."""

    name = models.TextField(unique=True)
    current = models.BooleanField(default=False)
    version = models.IntegerField()
    procedure_code = models.TextField()
    procedure_toml = models.TextField()
    procedure = models.JSONField()
    settings = models.JSONField()
    sealed = models.JSONField(null=True)
    content_hash = models.TextField()
    saved_at = models.DateTimeField()
    saved_by = models.TextField()
    more = models.JSONField(default=dict)


class RowOfRound(models.Model):
    """What every table of a round has; ``position`` keeps the order of the record."""

    ronde = models.ForeignKey(Ronde, models.CASCADE)
    position = models.IntegerField()
    more = models.JSONField(default=dict)

    class Meta:
        abstract = True


class Human(RowOfRound):
    """What the tables of AIOS and HAOs share."""

    code = models.TextField()
    first_name = models.TextField()
    infix = models.TextField()
    surname = models.TextField()
    emails = models.JSONField()
    phones = models.JSONField()
    work_days = models.JSONField()
    absences = models.JSONField()

    class Meta:
        abstract = True


class Aios(Human):
    """Trainees."""

    year = models.IntegerField()
    trainer_year_1 = models.TextField()
    relations = models.JSONField()
    had_large_hds = models.BooleanField(null=True)
    home = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ronde", "code"), name="koppel_aios_once"),)


class Hao(Human):
    """Trainers."""

    praktijk = models.TextField()
    supervises = models.JSONField()
    places = models.IntegerField()
    last_aios_until = models.DateField(null=True)
    large_hds = models.BooleanField(null=True)
    leerwerkplan = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ronde", "code"), name="koppel_hao_once"),)


class Praktijk(RowOfRound):
    """Practices."""

    code = models.TextField()
    name = models.TextField()
    place = models.JSONField()
    kind = models.TextField()
    surroundings = models.TextField()
    max_visits = models.IntegerField(null=True)
    places = models.IntegerField(null=True)
    visit_windows = models.JSONField()
    phone = models.TextField()
    email = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ronde", "code"), name="koppel_praktijk_once"),
        )


class Lijst(RowOfRound):
    """A list that somebody handed in; ``part`` is the field of the round that it belongs to."""

    part = models.TextField()
    owner = models.TextField()
    side = models.TextField()
    scale = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ronde", "part", "owner"), name="koppel_lijst_once"),
        )


class Lijstregel(models.Model):
    """One line of a list: the number given to that partner, as a decimal text."""

    lijst = models.ForeignKey(Lijst, models.CASCADE)
    position = models.IntegerField()
    partner = models.TextField()
    number = models.TextField()


class Veto(RowOfRound):
    """Couples that may not be made, with the code of the ground."""

    aios = models.TextField()
    hao = models.TextField()
    ground = models.TextField()
    by = models.TextField()


class Bezoekwens(RowOfRound):
    """Who wants to visit whom."""

    aios = models.TextField()
    praktijk = models.TextField()
    rank = models.IntegerField()
    by = models.TextField()


class Bezoekuitkomst(RowOfRound):
    """What is recorded of each visit."""

    aios = models.TextField()
    praktijk = models.TextField()
    day = models.DateField(null=True)
    status = models.TextField()


class Carrouselwens(RowOfRound):
    """Wishes for conversations in the carrousel."""

    aios = models.TextField()
    hao = models.TextField()
    by = models.TextField()
    wish = models.TextField()


class Aanwezigheid(RowOfRound):
    """Who is at the carrousel only part of the time, or at which table."""

    code = models.TextField()
    begin = models.TimeField(null=True)
    end = models.TimeField(null=True)
    table = models.IntegerField()
    online = models.BooleanField()


class Paar(RowOfRound):
    """Two people who met before or were to interview each other; ``part`` says which."""

    part = models.TextField()
    aios = models.TextField()
    hao = models.TextField()


class Reistijd(RowOfRound):
    """Minutes given from one code to another."""

    start = models.TextField()
    end = models.TextField()
    minutes = models.IntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ronde", "start", "end"), name="koppel_reistijd_once"),
        )


class Afspraak(RowOfRound):
    """Couples that were fixed or excluded by hand."""

    aios = models.TextField()
    hao = models.TextField()
    kind = models.TextField()
    reason = models.TextField()
    by = models.TextField()


class Afmelding(RowOfRound):
    """Who withdrew."""

    code = models.TextField()


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
    """Files written outside the store, so that erasing can reach them."""

    ronde = models.ForeignKey(Ronde, models.CASCADE)
    entry = models.IntegerField()
    at = models.DateTimeField()
    path = models.TextField()
    names = models.JSONField()
