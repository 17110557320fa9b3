"""``koppel select`` and ``koppel shortlist``: whom to invite, and who interviews whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koppelronde.commands.frame import Work, command, t
from koppelronde.commands.show import show_findings, show_table
from koppelronde.errors import OutOfOrder
from koppelronde.language import Text
from koppelronde.procedure import PhaseKind

if TYPE_CHECKING:
    from koppelronde.outcome import Shortlist
    from koppelronde.ronde import Koppelronde


@command(
    name="select",
    help=t(
        "Welke HAO's nodigt u uit: genoeg plaatsen voor elk jaar, wie het langst wacht eerst, en "
        "bewezen dat iedereen geplaatst kan worden.\n\nVoorbeeld:  koppel select",
        "Which trainers to invite: enough places for each year, longest waiting first, and proven "
        "that everybody can be placed.\n\nExample:  koppel select",
    ),
)
def select(work: Work) -> None:
    """Propose; nothing is stored."""
    from matching.select import select_haos

    with work.open_store() as store:
        ronde = store.load()
    selection = select_haos(ronde, seed=ronde.name)
    if not work.as_json:
        for title, people in (
            (Text("Uitnodigen", "Invite"), selection.invited),
            (Text("Nu niet", "Not now"), selection.passed_over),
        ):
            show_table(
                f"{title.say(work.lang)} ({len(people)})",
                ("HAO", t("naam", "name"), t("dagen zonder aios", "days without a trainee"),
                 t("waarom", "why")),
                [(p.hao, ronde.name_of(p.hao),
                  "?" if p.waiting_days is None else p.waiting_days, p.why.say(work.lang))
                 for p in people],
            )  # fmt: skip
        show_findings(selection.findings, work.lang)
    work.tell(selection=selection)


@command(
    name="shortlist",
    help=t(
        "Verdeel de kennismakingsgesprekken: iedereen evenveel kandidaten, de groep zo goed "
        "mogelijk, en binnen de gesprekken bestaat zeker een volledige koppeling.\n\n"
        "Voorbeeld:  koppel shortlist",
        "Assign the interviews: the same number of candidates for everybody, the best for the "
        "group, and a complete matching certainly exists inside them.\n\n"
        "Example:  koppel shortlist",
    ),
)
def shortlist(work: Work) -> None:
    """Plan, check independently, save; the interviews become the visits to plan."""
    from koppelronde.commands.documents import SHORTLIST, newest
    from koppelronde.commands.progress import progress_line
    from koppelronde.findings import broken
    from koppelronde.outcome import Shortlist
    from matching.shortlist import plan_shortlist, round_with_interviews
    from matching.shortlist_check import check_shortlist

    with work.open_store() as store:
        ronde = store.load()
        if not ronde.lists_before and ronde.procedure.has(PhaseKind.LISTS_BEFORE):
            raise OutOfOrder(
                Text("Er zijn nog geen voorkeuren vooraf.", "There are no first rankings yet."),
                Text("Lees ze in:  koppel import voorkeuren-vooraf.xlsx",
                     "Read them:  koppel import voorkeuren-vooraf.xlsx"),
            )  # fmt: skip
        previous = newest(store, SHORTLIST, Shortlist)
        version = 1 if previous is None else previous.version + 1
        with progress_line(work, Text("Gesprekken verdelen", "Assigning interviews")) as tick:
            made = plan_shortlist(
                ronde, seed=ronde.name, version=version, made_at=work.now(),
                progress=lambda text: tick(0, 0, text),
            )  # fmt: skip
        wrong = broken(check_shortlist(ronde, made))
        if wrong:
            raise AssertionError(f"the planner broke {wrong[0].rule}: {wrong[0].says.en}")
        what = Text(f"gesprekken verdeeld ({version})", f"interviews assigned ({version})")
        with store.transaction(expect_version=ronde.version, by=work.by, what=what) as change:
            change.save(round_with_interviews(ronde, made))
            change.put_document(SHORTLIST, made)
    _show(work, ronde, made)
    work.say(Text("Nu:  koppel visits plan", "Next:  koppel visits plan"))
    work.tell(shortlist=made)


def _show(work: Work, ronde: Koppelronde, made: Shortlist) -> None:
    if work.as_json:
        return
    haos: dict[str, list[str]] = {}
    for couple in made.interviews:
        haos.setdefault(couple.aios, []).append(couple.hao)
    show_table(
        t("Gesprekken", "Interviews"),
        ("AIOS", t("naam", "name"), t("kandidaten", "candidates")),
        [(aios, ronde.name_of(aios), ", ".join(f"{h} {ronde.name_of(h)}" for h in mine))
         for aios, mine in sorted(haos.items())],
    )  # fmt: skip
    show_table(
        "",
        (t("doel", "goal"), t("waarde", "value"), t("grens", "bound"), t("bewezen", "proven")),
        [
            (s.says.say(work.lang), s.value, s.bound, t("ja", "yes") if s.proven else "–")
            for s in made.stages
        ],
    )
    show_findings(made.findings, work.lang)
