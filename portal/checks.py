"""What should be in order before people come; said at each start and by ``portal check``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from bureau.actions.posting import mail_server
from bureau.inbox.accounts import anybody_with
from bureau.inbox.outbox import stuck_mails
from bureau.inbox.records import StaffRole
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.findings import Finding
from koppelronde.domain.language import Text
from portal.desk import Desk

_NETWORK: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"})


def findings(desk: Desk, environment: Mapping[str, str]) -> tuple[Finding, ...]:
    """Everything that is not as it should be."""
    return tuple(_all(desk, environment))


def _all(desk: Desk, environment: Mapping[str, str]) -> Iterator[Finding]:
    if not desk.site.demo:
        try:
            mail_server(environment)
        except WrongUse as wrong:
            yield Finding("portal_mail", (), _no_mail(wrong))
    if not anybody_with(desk.inbox, StaffRole.BEHEER):
        yield Finding(
            "portal_nobody",
            (),
            Text("Nog niemand beheert dit portaal.", "Nobody keeps this portal yet."),
        )
    file = desk.site.store.file
    if file is not None and (kind := _file_system(str(file.parent))) in _NETWORK:
        yield Finding(
            "portal_network_folder",
            (),
            Text(
                f"De opslag staat op een netwerkmap ({kind}); dat is voor SQLite niet veilig. "
                "Gebruik een eigen schijf of PostgreSQL.",
                f"The store is in a network folder ({kind}); SQLite is not safe there. "
                "Use a local disk or PostgreSQL.",
            ),
        )
    if (stuck := stuck_mails(desk.inbox)) > 0:
        yield Finding(
            "portal_outbox",
            (),
            Text(f"{stuck} mails komen niet weg.", f"{stuck} mails cannot be sent."),
        )


def _no_mail(wrong: WrongUse) -> Text:
    return Text("Zonder mailserver blijft post liggen. ", "Without a mail server mail waits. ") + (
        wrong.says
    )


def _file_system(folder: str) -> str:
    """The kind of file system that folder is on; empty where this system does not tell."""
    try:
        with Path("/proc/self/mounts").open(encoding="utf-8") as mounts:
            lines = [line.split() for line in mounts]
    except OSError:
        return ""
    real = str(Path(folder).resolve())
    above = [
        (len(m[1]), m[2]) for m in lines if real == m[1] or real.startswith(m[1].rstrip("/") + "/")
    ]
    return max(above, default=(0, ""))[1]
