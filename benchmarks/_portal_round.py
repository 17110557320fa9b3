"""Makes the round and the sessions for `portal_load.py`: `_portal_round.py FOLDER PEOPLE`."""

from __future__ import annotations

import io
import json
import os
import sys
from datetime import UTC, datetime
from datetime import time as hour
from pathlib import Path
from typing import Any, Final

MET: Final = 8
"""So many people of the other side everybody met, and ranks."""


def fill(folder: Path, people: int) -> None:
    """Make the round, the accounts and a session for everybody; print them as JSON."""
    from dataclasses import replace

    from bureau.actions.participants import make_accounts
    from bureau.actions.ranking import people_to_rank
    from bureau.fiction.round import fictional_round
    from bureau.inbox.records import Part
    from koppelronde.domain.procedure import PhaseKind
    from koppelronde.procedure.deadlines import deadlines
    from koppelronde.procedure.toml_file import load_procedure
    from portal.opening import application, open_portal
    from portal.site.logs import log_to
    from portal.site.place import site_from

    log_to(io.StringIO())
    half = people // 2
    ronde = fictional_round(load_procedure("maastricht"), aios=half, haos=half, praktijken=half)
    aios, haos = [a.code for a in ronde.aios], [h.code for h in ronde.haos]
    met = tuple((a, haos[(n + k) % half]) for n, a in enumerate(aios) for k in range(MET))
    desk = open_portal(site_from(os.environ, folder=folder))
    made = desk.store.new_round(replace(ronde, met_before=met), by="load")
    found = []
    for code in (*aios, *haos):
        account = make_accounts(desk.inbox, made, code)[0]
        order = people_to_rank(made, code, Part.LIST)
        found.append((code, _session(account.id), order))
    days = deadlines(made.procedure, made.settings)
    last = next(d.day for d in days if d.kind is PhaseKind.LISTS)
    now = datetime.combine(last, hour(9), tzinfo=UTC).isoformat()
    application()
    desk.store.close()
    print(json.dumps({"now": now, "people": found}))


def _session(account: Any) -> str:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.test import Client

    from bureau.inbox.models import Account

    client, user = Client(), Account.objects.get(id=account)
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return str(client.cookies["sessionid"].value)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
