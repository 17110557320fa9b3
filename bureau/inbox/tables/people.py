"""What participants tell about themselves, their files, and what they note for themselves."""

from __future__ import annotations

import uuid

from django.db import models

from bureau.inbox.tables.logins import Account


class OfPerson(models.Model):
    """Rows that belong to one person of one round, whoever of their accounts wrote them."""

    ronde = models.TextField()
    code = models.TextField()
    saved_at = models.DateTimeField()
    saved_by = models.TextField()

    class Meta:
        abstract = True


class Profile(OfPerson):
    """Plain texts by field; ``revision`` goes up by one with each save."""

    texts = models.JSONField(default=dict)
    revision = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ronde", "code"), name="inbox_one_profile"),)


class Upload(OfPerson):
    """A photo, CV or leerwerkplan as it was rewritten or checked; one of each kind."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16)
    media_type = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)
    size = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ronde", "code", "kind"), name="inbox_one_upload"),
        )


class Note(models.Model):
    """A star and a private note about somebody; of the account, not of the HAO row."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="notes")
    ronde = models.TextField()
    about = models.TextField()
    star = models.BooleanField(default=False)
    text = models.TextField(default="")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "ronde", "about"), name="inbox_one_note"),
        )
