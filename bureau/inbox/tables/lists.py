"""Drafts that change, and hand-ins that never do."""

from __future__ import annotations

import uuid

from django.db import models

from bureau.inbox.tables.people import OfPerson


class Draft(OfPerson):
    """The draft of one part; ``revision`` guards against two tabs or two doctors."""

    part = models.CharField(max_length=16)
    content = models.JSONField()
    revision = models.IntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ronde", "code", "part"), name="inbox_one_draft"),
        )


class HandIn(models.Model):
    """What was handed in, to the letter. Rows are added and, after their term, erased."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ronde = models.TextField()
    number = models.IntegerField()
    code = models.TextField()
    part = models.CharField(max_length=16)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    key = models.CharField(max_length=64)
    account = models.UUIDField(null=True)
    by = models.TextField()
    on_behalf = models.BooleanField(default=False)
    reason = models.TextField(default="")
    late = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ronde", "number"), name="inbox_hand_in_number"),
            models.UniqueConstraint(fields=("ronde", "code", "key"), name="inbox_hand_in_once"),
        )
        indexes = (models.Index(fields=("ronde", "part", "code"), name="inbox_hand_ins_of"),)


class LateDecision(models.Model):
    """The office admits a late hand-in or does not; the last decision counts."""

    hand_in = models.ForeignKey(HandIn, models.CASCADE, related_name="decisions")
    admitted = models.BooleanField()
    at = models.DateTimeField()
    by = models.TextField()
    reason = models.TextField()
