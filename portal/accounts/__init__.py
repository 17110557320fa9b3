"""Getting in: invitation, passkey, mailed code, authenticator app, recovery codes, sessions.

The only room that knows allauth. Its internals are no promise of its maintainer: the version is
pinned and what we lean on is held by tests in a real browser.
"""
