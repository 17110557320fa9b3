"""``koppel verify``: is a result file right, and is it the result of this round?"""

from __future__ import annotations

from pathlib import Path

import click

from bureau.commands.door.frame import Work, command, t
from koppelronde.domain.language import Text, joined


@command(
    name="verify",
    help=t(
        "Controleer een uitslagbestand met het losse controleprogramma. Met --round ook of het "
        "de uitslag van deze ronde is, en niet die van een andere keer.\n\n"
        "Voorbeeld:  koppel verify maart-2027/bewijs/uitslag-1a2b3c4d.json",
        "Check a result file with the independent verifier. With --round also whether it is the "
        "result of this round, and not that of another run.\n\n"
        "Example:  koppel verify maart-2027/proof/uitslag-1a2b3c4d.json",
    ),
)
@click.argument("file", type=click.Path(path_type=Path), metavar=t("BESTAND", "FILE"))
@click.option("--sealed", default="", metavar=t("KENMERK", "MARK"),
              help=t("Het kenmerk dat koppel seal toonde: is dit die invoer?",
                     "The mark that koppel seal showed: is this that input?"))  # fmt: skip
@click.option("--seed", default="", metavar=t("LOT", "SEED"),
              help=t("Het lot dat is getrokken: is hiermee geloot?",
                     "The seed that was drawn: was it used?"))  # fmt: skip
@click.option("--round", "of_round", is_flag=True,
              help=t("Moet de uitslag van de huidige ronde zijn.",
                     "Must be the result of the current round."))  # fmt: skip
def verify(work: Work, file: Path, sealed: str, seed: str, of_round: bool) -> None:
    """Run the stand-alone verifier on a file, and compare it with the round when asked."""
    from bureau.actions.outcome.verifying import verify_file
    from bureau.commands.door.given_file import content_of

    content = content_of(file)
    said = verify_file(content, sealed=sealed, drawn=seed, earlier=_beside(file))
    work.say(Text("Het bewijs klopt: met deze regels en dit lotingsgetal is er geen "
                  "betere uitslag.",
                  "Valid: this result is the best by its own rules and seed."))  # fmt: skip
    for line in said:
        work.say(Text("  ", "  ") + line)
    if of_round:
        _say_whose(work, content)
    elif not (sealed and seed):
        _say_what_was_not_checked(work, sealed, seed)
    work.tell(valid=True, of_round=of_round, proves=[line.say(work.lang) for line in said])


def _beside(file: Path) -> list[bytes]:
    """Result files in the same folder and in those within it: the result may follow one of them."""
    return [path.read_bytes() for path in sorted(file.parent.glob("**/uitslag-*.json"))]


def _say_what_was_not_checked(work: Work, sealed: str, seed: str) -> None:
    """A file is right by itself; whose input and seed it used, only the outside can tell."""
    of_input = Text("de afgesloten invoer (--sealed KENMERK)", "the sealed input (--sealed MARK)")
    of_seed = Text("het getrokken lot (--seed LOT)", "the seed that was drawn (--seed SEED)")
    missing = [said for said, given in ((of_input, sealed), (of_seed, seed)) if not given]
    work.say(Text("Niet nagekeken is of dit hoort bij: ", "Not checked whether it belongs to: ")
             + joined(missing, "; "))  # fmt: skip


def _say_whose(work: Work, content: bytes) -> None:
    """WrongResult for a file of another run, or one that telephone calls have replaced since."""
    from bureau.actions.outcome.verifying import WhoseFile, WrongResult, place_file

    with work.open_store() as store:
        found = place_file(store, work.acting(), content=content)
    if found.whose is WhoseFile.IN_FORCE:
        work.say(Text(f"Het is de uitslag van {found.ronde}: {found.mark}.",
                      f"It is the result of {found.ronde}: {found.mark}."))  # fmt: skip
        return
    if found.whose is WhoseFile.EARLIER:
        raise WrongResult(
            Text(f"Dit is een eerdere uitslag van {found.ronde}; nu geldt {found.mark}.",
                 f"This is an earlier result of {found.ronde}; {found.mark} is in force now.")
        )  # fmt: skip
    raise WrongResult(
        Text(
            f"Dit is NIET de uitslag van {found.ronde}, maar van een andere keer; hier geldt "
            f"{found.mark}.",
            f"This is NOT the result of {found.ronde} but of another run; here {found.mark} is "
            "in force.",
        )
    )
