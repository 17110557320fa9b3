"""``koppel portal``: the portal in a browser; serving, checking, links, mail, copies."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import CommandGroup, Work, command, t
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from portal.site.place import Site

portal = CommandGroup(
    "portal",
    help=t(
        "Het portaal: aios, opleiders en het bureau werken in een browser.\n\n"
        "Voorbeeld:  koppel portal --demo",
        "The portal: trainees, trainers and the office work in a browser.\n\n"
        "Example:  koppel portal --demo",
    ),
    default="serve",
)

_listen = click.option(
    "--listen", default="127.0.0.1:8080", show_default=True, metavar=t("ADRES", "ADDRESS"),
    help=t("Waarop de server luistert.", "What the server listens on."))  # fmt: skip
_public = click.option(
    "--public", default="", envvar="KOPPEL_PORTAL_PUBLIC", metavar="URL",
    help=t("Wat mensen intypen.", "What people type."))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Where:
    """Where the portal runs, as given on the line."""

    listen: str
    public: str


def _site(work: Work, where: Where, *, demo: bool = False, alone: bool = False) -> Site:
    from portal.site.place import site_from

    folder = work.folder
    if demo and folder == Path():
        folder = Path("demo-portaal")
    return site_from(
        os.environ, folder=folder, store_url=None if demo else work.store_url,
        listen=where.listen, public=where.public, demo=demo, alone=alone,
    )  # fmt: skip


@command(
    portal,
    name="serve",
    help=t(
        "Start het portaal; het stopt met Ctrl-C.\n\nVoorbeeld:  koppel portal --demo",
        "Start the portal; Ctrl-C stops it.\n\nExample:  koppel portal --demo",
    ),
)
@_listen
@_public
@click.option("--demo", is_flag=True,
              help=t("Met verzonnen mensen, in een eigen map.",
                     "With invented people, in a folder of its own."))  # fmt: skip
@click.option("--alone", is_flag=True,
              help=t("Alleen op deze computer, zonder accounts: het bureau.",
                     "On this computer only, without accounts: the office."))  # fmt: skip
def serve(work: Work, listen: str, public: str, demo: bool, alone: bool) -> None:
    """Open, check, serve until somebody stops it."""
    from bureau.actions.pretending import demo_procedures
    from portal.serving import open_demo, open_real

    site = _site(work, Where(listen, public), demo=demo, alone=alone)
    desk = open_demo(site, demo_procedures()) if demo else open_real(site, work.now)
    from portal.running import run  # needs the settings of an open portal

    run(desk, work.say, work.by)


@command(portal, name="check",
         help=t("Kijk na of het portaal veilig kan draaien.\n\n"
                "Voorbeeld:  koppel portal check",
                "Check whether the portal can run safely.\n\n"
                "Example:  koppel portal check"))  # fmt: skip
@_listen
@_public
def check(work: Work, listen: str, public: str) -> None:
    """Everything that should be in order before people come."""
    from portal.serving import open_real

    desk = open_real(_site(work, Where(listen, public)), work.now)
    from portal.checks import findings

    found = findings(desk, os.environ)
    for finding in found:
        work.say(finding.says)
    if not found:
        work.say(Text("Alles in orde.", "Everything in order."))
    work.tell(findings=[finding.rule for finding in found])


@command(portal, name="link",
         help=t("Een nieuwe activeringslink voor iemand van het bureau, op het scherm.\n\n"
                "Voorbeeld:  koppel portal link els@instituut.example",
                "A new activation link for somebody of the office, on the screen.\n\n"
                "Example:  koppel portal link els@instituut.example"))  # fmt: skip
@click.argument("email")
@_public
def link(work: Work, email: str, public: str) -> None:
    """For who cannot get in and cannot be mailed."""
    from portal.serving import open_real

    desk = open_real(_site(work, Where("127.0.0.1:8080", public)), work.now)
    from portal.running import link_for

    made = link_for(desk, email)
    work.say(Text(f"Deze link werkt 30 minuten, één keer:\n{made}",
                  f"This link works for 30 minutes, once:\n{made}"))  # fmt: skip
    work.tell(link=made)


@command(portal, name="work",
         help=t("Verstuur de post en doe lang werk, naast de server.\n\n"
                "Voorbeeld:  koppel portal work",
                "Send the mail and do long work, beside the server.\n\n"
                "Example:  koppel portal work"))  # fmt: skip
@click.option("--once", is_flag=True, help=t("Eén keer.", "Once."))
@_public
def work_(work: Work, once: bool, public: str) -> None:
    """A second unit for a large installation."""
    from portal.serving import open_real

    desk = open_real(_site(work, Where("127.0.0.1:8080", public)), work.now)
    from portal.running import work_beside

    work.tell(sent=work_beside(desk, os.environ, once=once))


@command(portal, name="backup",
         help=t("Maak een hele kopie van ronde en portaal in een map.\n\n"
                "Voorbeeld:  koppel portal backup kopie-maandag",
                "Make a whole copy of round and portal in a folder.\n\n"
                "Example:  koppel portal backup copy-monday"))  # fmt: skip
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
def backup(work: Work, target: Path) -> None:
    """Both files together, while the portal runs."""
    from bureau.actions.backing_up import back_up

    with work.open_store() as store:
        made = back_up(store, target, work.now())
    for file in made:
        work.say(str(file))
    work.tell(files=[str(file) for file in made])
