"""Appointments for visits that an AIOS and a practice make with each other."""

from __future__ import annotations

from django.db import models


class Appointment(models.Model):
    """One row a couple; ``taken`` is the revision that the round has, ``revision`` guards."""

    ronde = models.TextField()
    aios = models.TextField()
    praktijk = models.TextField()
    moments = models.JSONField(default=list)
    proposed_by = models.CharField(max_length=8, default="")
    begin = models.DateTimeField(null=True)
    state = models.CharField(max_length=12)
    revision = models.IntegerField()
    taken = models.IntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ronde", "aios", "praktijk"), name="inbox_one_appointment"
            ),
        )
