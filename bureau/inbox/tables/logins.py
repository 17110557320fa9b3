"""Accounts, whom they are in which round, invitations, calendar addresses and looks."""

from __future__ import annotations

import secrets
import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


def new_stamp() -> str:
    """A value that was never there before; see :attr:`Account.stamp`."""
    return secrets.token_hex(16)


class Account(AbstractBaseUser):
    """Somebody who can log in. There are no passwords: the column of the base stays unusable.

    ``stamp`` is in the hash that every session carries: a new stamp ends all sessions.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.TextField()
    lang = models.CharField(max_length=2, default="")
    roles = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    activated_at = models.DateTimeField(null=True)
    stamp = models.CharField(max_length=32, default=new_stamp)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def get_full_name(self) -> str:
        return self.name

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        return self.stamp

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return self.stamp

    def get_session_auth_fallback_hash(self):
        return iter(())


class Participation(models.Model):
    """The account is that person of that round; two doctors of one HAO row have one each."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="participations")
    ronde = models.TextField()
    side = models.CharField(max_length=4)
    code = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "ronde"), name="inbox_one_person_a_round"),
        )
        indexes = (models.Index(fields=("ronde", "code"), name="inbox_who_is_who"),)


class Invitation(models.Model):
    """An invitation; of token and code only the hashes are kept. The last one counts."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.TextField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)


class Feed(models.Model):
    """The secret address of one account's calendar; renewed by replacing the secret."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="feed")
    secret = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()


class Look(models.Model):
    """Somebody of the office looked at what a participant wrote; shown to that participant."""

    at = models.DateTimeField()
    ronde = models.TextField()
    code = models.TextField()
    what = models.CharField(max_length=24)
    by = models.UUIDField()
    by_role = models.CharField(max_length=16)
    reason = models.TextField(default="")

    class Meta:
        indexes = (models.Index(fields=("ronde", "code"), name="inbox_looks_at"),)
