"""Where one portal runs: folder, addresses, secret key and mail server, from the environment."""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from bureau.store.address import StoreAddress, find_store
from bureau.store.copies.private_files import PRIVATE_FOLDER, write_whole
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text

KEY_FILE: Final = "portaal.sleutel"
DEMO_MARK: Final = "dit-is-een-demo.txt"
"""In a folder with this file everybody is fictional; the demo mode runs nowhere else."""
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """``public`` is the address people type, without a slash at the end.

    ``proxies`` is how many proxies of the institute stand in front (X-Forwarded-For).
    """

    folder: Path
    store_url: str | None
    host: str
    port: int
    public: str
    key: str
    proxies: int = 0
    demo: bool = False
    alone: bool = False

    @property
    def trusts_the_screen(self) -> bool:
        """Whether no second factor is asked: everybody is fictional, or it is one own computer."""
        return self.demo or self.alone

    @property
    def store(self) -> StoreAddress:
        """Where the round is."""
        return find_store(self.folder, self.store_url)

    @property
    def secure(self) -> bool:
        """Whether people reach it by https."""
        return self.public.startswith("https://")

    @property
    def public_host(self) -> str:
        """The host name of the public address."""
        return urlsplit(self.public).hostname or "localhost"

    @property
    def encryption_key(self) -> bytes:
        """A key of its own for the secrets of second factors, in the form that Fernet takes."""
        own = hashlib.sha256(b"second factors\0" + self.key.encode()).digest()
        return base64.urlsafe_b64encode(own)


def site_from(
    environment: Mapping[str, str],
    *,
    folder: Path,
    store_url: str | None = None,
    listen: str = "127.0.0.1:8080",
    public: str = "",
    demo: bool = False,
    alone: bool = False,
) -> Site:
    """The site of these options; WrongUse for one that would not be safe.

    ``alone`` is one computer with one user: the office's pages only, never for the network.

    ``KOPPEL_PORTAL_KEY`` is the secret key, else it is made once in a file of the folder.
    ``KOPPEL_PORTAL_PROXIES`` says how many proxies stand in front.
    """
    host, port = _listening(listen)
    public = (public or environment.get("KOPPEL_PORTAL_PUBLIC", "")).rstrip("/")
    if not public and host in LOOPBACK:
        public = f"http://localhost:{port}"
    _refuse_unsafe(host, public)
    if alone and (host not in LOOPBACK or urlsplit(public).hostname not in LOOPBACK):
        raise WrongUse(
            Text(
                "--alone is voor één computer en luistert nooit naar het netwerk.",
                "--alone is for one computer and never listens to the network.",
            )
        )
    proxies = environment.get("KOPPEL_PORTAL_PROXIES", "1" if public.startswith("https:") else "0")
    if not proxies.isdecimal() or int(proxies) > 5:
        raise WrongUse(
            Text(
                f"KOPPEL_PORTAL_PROXIES '{proxies}' is geen getal van 0 tot 5.",
                f"KOPPEL_PORTAL_PROXIES '{proxies}' is no number from 0 to 5.",
            )
        )
    return Site(
        folder=folder,
        store_url=store_url,
        host=host,
        port=port,
        public=public,
        key=environment.get("KOPPEL_PORTAL_KEY") or _key_of(folder),
        proxies=int(proxies),
        demo=demo,
        alone=alone,
    )


def _listening(listen: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal() or not 0 <= int(port) < 65536:
        raise WrongUse(
            Text(
                f"'{listen}' is geen adres om op te luisteren; bedoeld is 127.0.0.1:8080.",
                f"'{listen}' is no address to listen on; what is meant is 127.0.0.1:8080.",
            )
        )
    return host.strip("[]"), int(port)


def _refuse_unsafe(host: str, public: str) -> None:
    parts = urlsplit(public)
    here = parts.hostname in LOOPBACK
    if parts.scheme == "https" or (parts.scheme == "http" and here and host in LOOPBACK):
        return
    raise WrongUse(
        Text(
            "Buiten deze computer is het portaal alleen veilig achter https.",
            "Outside this computer the portal is safe behind https only.",
        ),
        Text(
            "Geef het adres dat mensen intypen:  --public https://koppel.instituut.nl",
            "Give the address that people type:  --public https://koppel.institute.nl",
        ),
    )


def _key_of(folder: Path) -> str:
    """The key of that folder, made the first time."""
    file = folder / KEY_FILE
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    if not file.exists():
        with suppress(FileExistsError):  # another process made it in this very moment
            write_whole(file, secrets.token_urlsafe(64).encode())
    if os.name == "posix" and file.stat().st_mode & 0o077:
        raise WrongUse(
            Text(
                f"Anderen kunnen de sleutel lezen: {KEY_FILE}.",
                f"Others can read the key: {KEY_FILE}.",
            ),
            Text(f"Geef:  chmod 600 {KEY_FILE}", f"Give:  chmod 600 {KEY_FILE}"),
        )
    return file.read_text().strip()
