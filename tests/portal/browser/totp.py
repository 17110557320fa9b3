"""Codes of an authenticator app, worked out by ourselves (RFC 6238)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time


def code_at(secret: str, windows_ahead: int = 0) -> str:
    """The six digits of that secret now, or so many half minutes from now."""
    counter = int(time.time()) // 30 + windows_ahead
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, counter.to_bytes(8, "big"), hashlib.sha1).digest()
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"
