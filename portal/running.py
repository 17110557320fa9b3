"""Running the portal from the command line: what is said at the start, and the loop."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping
from typing import Final

from bureau.actions.posting import mail_server, send_outbox
from bureau.actions.working import work_once
from bureau.inbox.accounts import anybody_with, find_account
from bureau.inbox.invitations import FIRST_TERM, invite
from bureau.inbox.records import StaffRole
from koppelronde.domain.errors import WrongUse
from koppelronde.domain.language import Text
from portal.accounts.activation import link_of
from portal.accounts.first import alone_link, first_link
from portal.checks import findings
from portal.desk import Desk
from portal.opening import application
from portal.serving import keep_sending, make_server
from portal.site.logs import log_to
from portal.working import JOBS, keep_working

_WORK_SECONDS: Final = 5.0


def run(desk: Desk, say: Callable[[Text], None], by: str) -> None:
    """Serve until Ctrl-C or a signal ends it; ``by`` is the user of an own computer."""
    app = application()
    server = make_server(desk, app)
    stop = threading.Event()
    say(Text(f"Het portaal staat op {desk.site.public}", f"The portal is at {desk.site.public}"))
    if desk.site.trusts_the_screen:
        log_to(io.StringIO())  # nobody keeps watch over one own computer
    if desk.site.demo:
        demo = f"{desk.site.public}/demo/"
        say(Text(f"Begin hier: {demo}  (stoppen: Ctrl-C)", f"Begin here: {demo}  (stop: Ctrl-C)"))
    elif desk.site.alone:
        link = alone_link(desk, by)
        say(Text(f"Open:  {link}  (stoppen: Ctrl-C)", f"Open:  {link}  (stop: Ctrl-C)"))
        webbrowser.open(link)
    else:
        for finding in findings(desk, os.environ):
            say(Text("Let op: ", "Mind: ") + finding.says)
        _say_first_link(desk, say)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # as Ctrl-C: threads and files end well
    keep_sending(desk, stop)
    keep_working(desk, stop)
    try:
        server.run()
    finally:
        stop.set()
        server.close()


def _say_first_link(desk: Desk, say: Callable[[Text], None]) -> None:
    if anybody_with(desk.inbox, StaffRole.BEHEER):
        return
    link = first_link(desk)
    say(
        Text(
            f"Maak het eerste account met deze link (30 minuten, één keer):\n{link}",
            f"Make the first account with this link (30 minutes, once):\n{link}",
        )
    )


def link_for(desk: Desk, email: str) -> str:
    """A fresh activation link for somebody of the office; WrongUse for anybody else."""
    account = find_account(desk.inbox, email)
    if account is None or not account.roles:
        raise WrongUse(
            Text(
                f"Niemand van het bureau heeft het adres {email}.",
                f"Nobody of the office has the address {email}.",
            )
        )
    # the addresses of the portal are known once its application is made
    application()
    return link_of(invite(desk.inbox, account.id, by="koppel portal link", term=FIRST_TERM).token)


def work_beside(desk: Desk, environment: Mapping[str, str], *, once: bool) -> int:
    """Send the outbox and do long work, once or until it is stopped; how many mails went."""
    server, stop, sent = mail_server(environment), threading.Event(), 0
    worker = f"work-{os.getpid()}"
    while True:
        sent += send_outbox(desk.inbox, server)
        while work_once(desk.store, desk.inbox, worker, JOBS) is not None:
            pass
        if once or stop.wait(_WORK_SECONDS):
            return sent
