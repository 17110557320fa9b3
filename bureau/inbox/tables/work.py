"""Mail on its way out, long work, and what the portal remembers about itself."""

from __future__ import annotations

import uuid

from django.db import models

from bureau.inbox.tables.logins import Account


class Mail(models.Model):
    """One message to one address; everything that leaves the portal goes by here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=32)
    account = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="mails")
    address = models.EmailField()
    subject = models.TextField()
    body = models.TextField()
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    tried = models.IntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    trouble = models.TextField(default="")

    class Meta:
        indexes = (models.Index(fields=("sent_at", "not_before"), name="inbox_mail_waiting"),)


class Task(models.Model):
    """Long work with a lease: whoever works on it must be heard of before ``lease_until``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=32)
    arguments = models.JSONField(default=dict)
    ronde = models.TextField()
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=16)
    worker = models.CharField(max_length=64, default="")
    lease_until = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    progress = models.FloatField(default=0.0)
    says_nl = models.TextField(default="")
    says_en = models.TextField(default="")
    stop_asked = models.BooleanField(default=False)
    result = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=("state", "asked_at"), name="inbox_task_queue"),)


class Setting(models.Model):
    """A few values that outlive a restart, by name."""

    name = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
