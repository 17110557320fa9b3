"""``koppel seal``, ``match`` and ``explain``: from sealed lists to a proven result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bureau.commands.door.frame import Work, command, t
from bureau.commands.door.show import show_findings, show_table
from koppelronde.domain.errors import OutOfOrder
from koppelronde.domain.language import Text

if TYPE_CHECKING:
    from bureau.store.handle import Store
    from koppelronde.domain.outcome import Matching
    from koppelronde.domain.ronde import Koppelronde


@command(
    name="seal",
    help=t(
        "Sluit de lijsten af: daarna verandert niemand ze meer. Het kenmerk van de afgesloten "
        "invoer verschijnt; leg daarna het lot vast met --seed (dobbelstenen, notaris) of "
        "--draw (het programma trekt). Met --break gaat de verzegeling eraf en vervalt het lot; "
        "wat aan de telefoon of met de hand is afgesproken, blijft gelden.\n\n"
        'Voorbeeld:  koppel seal   en dan   koppel seal --seed "4 2 6 1 3 5"',
        "Seal the lists: nobody changes them after this. The mark of the sealed input appears; "
        "then fix the lottery with --seed (dice, notary) or --draw (the program draws). --break "
        "takes the seal off and voids the seed; what was agreed by telephone or by hand still "
        "holds.\n\n"
        'Example:  koppel seal   and then   koppel seal --seed "4 2 6 1 3 5"',
    ),
)
@click.option("--seed", default=None, metavar=t("TEKST", "TEXT"),
              help=t("Het lot, van buiten gekomen.", "The seed, from outside."))  # fmt: skip
@click.option("--draw", is_flag=True,
              help=t("Laat het programma het lot trekken.",
                     "Let the program draw the seed."))  # fmt: skip
@click.option("--break", "broken_for", default=None, metavar=t("REDEN", "REASON"),
              help=t("Verbreek de verzegeling, met reden.",
                     "Break the seal, with a reason."))  # fmt: skip
def seal(work: Work, seed: str | None, draw: bool, broken_for: str | None) -> None:
    """Freeze the input, then fix the seed; both only once."""
    from dataclasses import replace

    from bureau.actions.order import remedy_now
    from bureau.actions.sealing import break_seal, input_hash_of, new_seed
    from bureau.commands.door.next_step import next_command, say_next
    from bureau.commands.outcome.seal_words import say_seal_broken
    from koppelronde.domain.ronde import Sealed

    with work.open_store() as store:
        ronde = store.load()
        if broken_for is not None:
            opened = break_seal(store, work.acting(), reason=broken_for)
            say_seal_broken(work, opened)
            say_next(work, store, opened)
            return
        mark = input_hash_of(ronde)
        if ronde.sealed is None:
            _nothing_to_seal(store, ronde)
            sealed = Sealed(mark)
            what = Text(f"lijsten afgesloten, kenmerk {mark}", f"lists sealed, mark {mark}")
        else:
            if ronde.sealed.seed and (seed is not None or draw):
                raise OutOfOrder(
                    Text(f"Het lot is al vastgelegd: {ronde.sealed.seed}",
                         f"The seed is already fixed: {ronde.sealed.seed}"),
                    remedy_now(store, ronde),
                )  # fmt: skip
            sealed, what = ronde.sealed, Text("lot vastgelegd", "seed fixed")
        if seed is not None or draw:
            sealed = Sealed(sealed.input_hash, (seed or "").strip() or new_seed())
        if sealed != ronde.sealed:
            store.copy_before("seal")
            with store.transaction(expect_version=ronde.version, by=work.by, what=what) as change:
                change.save(replace(ronde, sealed=sealed))
        following = next_command(store, store.load())
    work.say(Text(f"Afgesloten invoer: {sealed.input_hash}", f"Sealed input: {sealed.input_hash}"))
    if sealed.seed:
        work.say(Text(f"Lot: {sealed.seed}", f"Seed: {sealed.seed}"))
        if following:
            work.say(Text(f"Nu:  {following}", f"Next:  {following}"))
    else:
        work.say(
            Text(
                "Schrijf dit kenmerk op of lees het voor. Gooi daarna met dobbelstenen en leg "
                'het lot vast:  koppel seal --seed "4 2 6 1 3 5"',
                "Write this mark down or read it aloud. Then throw dice and fix the seed:  "
                'koppel seal --seed "4 2 6 1 3 5"',
            )
        )
    work.tell(input_hash=sealed.input_hash, seed=sealed.seed)


def _nothing_to_seal(store: Store, ronde: Koppelronde) -> None:
    from bureau.actions.order import people_first, remedy_now

    people_first(ronde)
    if not ronde.lists_aios or not ronde.lists_hao:
        raise OutOfOrder(
            Text(
                f"Lijsten van aios: {len(ronde.lists_aios)}, van HAO's: {len(ronde.lists_hao)}. "
                "Er valt nog niets af te sluiten.",
                f"Lists of trainees: {len(ronde.lists_aios)}, of trainers: "
                f"{len(ronde.lists_hao)}. There is nothing to seal yet.",
            ),
            remedy_now(store, ronde),
        )


@command(
    name="match",
    help=t(
        "Reken de beste koppeling voor de hele groep uit, met bewijs. Voor het afsluiten alleen "
        "als proef.\n\nVoorbeeld:  koppel match --trial",
        "Compute the best matching for the whole group, with proof. Before sealing only as a "
        "trial.\n\nExample:  koppel match --trial",
    ),
)
@click.option("--trial", is_flag=True,
              help=t("Een proef: telt niet, mag altijd.",
                     "A trial: does not count, always allowed."))  # fmt: skip
@click.option("--compare", is_flag=True,
              help=t("Zet andere volgordes van doelen ernaast; mag altijd, verandert niets.",
                     "Set other goals first, side by side; changes nothing."))  # fmt: skip
def match(work: Work, trial: bool, compare: bool) -> None:
    """Solve with both kernels, verify the proof, save."""
    from bureau.actions.kept import CALL_LIST, RESULT, TRIAL, real_result
    from bureau.actions.order import lists_first
    from bureau.actions.sealing import seed_for
    from bureau.actions.solving import solve_round
    from bureau.commands.calling.call_words import list_of_calls
    from bureau.commands.door.hand_out import hand_out
    from bureau.commands.door.next_step import next_command
    from bureau.commands.door.progress import progress_line

    with work.open_store() as store:
        ronde = store.load()
        lists_first(store, ronde)
        if compare:
            from bureau.commands.outcome.compare_words import show_comparison

            drawn = ronde.sealed is not None and bool(ronde.sealed.seed)
            show_comparison(work, store, ronde, seed_for(ronde, trial=not drawn))
            return
        if real_result(store, ronde) is not None and not trial:
            raise OutOfOrder(
                Text("Er is al gekoppeld.", "The matching was made already."),
                _going_on(store, ronde),
            )
        seed = seed_for(ronde, trial=trial)
        with progress_line(work, Text("Koppelen", "Matching")) as progress:
            kept = solve_round(ronde, seed, trial=trial, made_at=work.now(), progress=progress)
        matching = kept.matching
        kind = Text("proef", "trial") if trial else Text("uitslag", "result")
        mark = matching.result_hash[:8]
        what = kind + Text(f" {mark}", f" {mark}")
        with store.transaction(expect_version=ronde.version, by=work.by, what=what) as change:
            change.put_document(RESULT, kept, key=TRIAL if trial else "")
            if not trial:
                change.put_document(CALL_LIST, list_of_calls(ronde, kept, ()))
        files = []
        if kept.file:
            paper = {f"uitslag-{mark}.json": kept.file.encode()}
            files = hand_out(work, store, ronde, t("bewijs", "proof"), paper, what)
        following = next_command(store, ronde)
    show_matching(work, ronde, matching)
    if files:
        work.say(Text(f"Bewijs: {files[0]}  (controle: koppel verify {files[0]})",
                      f"Proof: {files[0]}  (check: koppel verify {files[0]})"))  # fmt: skip
    work.say(Text(f"Nu:  {following}", f"Next:  {following}") if not trial else
             Text("Dit was een proef.", "This was a trial."))  # fmt: skip
    work.tell(matching=matching, files=files)


def _going_on(store: Store, ronde: Koppelronde) -> Text:
    """What comes next, and how to begin again as long as the result is nobody's yet."""
    from bureau.actions.kept import load_documents
    from bureau.actions.order import remedy_now

    documents = load_documents(store, ronde)
    following = remedy_now(store, ronde) or Text("", "")
    if documents.announced or documents.announced_before:
        return following
    return following + Text(
        '   Opnieuw beginnen kan alleen zo:  koppel seal --break "reden"',
        '   Starting again is only possible so:  koppel seal --break "reason"',
    )


def show_matching(work: Work, ronde: Koppelronde, matching: Matching) -> None:
    """Couples, stages and who is left, on the terminal."""
    if work.as_json:
        return
    title = t("PROEF", "TRIAL") if matching.trial else t("Uitslag", "Result")
    show_table(
        f"{title} {matching.result_hash[:8]}",
        ("AIOS", "", "HAO", "", t("rang aios", "rank aios"), t("rang HAO", "rank HAO"),
         t("reis", "travel"), t("dagen samen", "shared days")),
        [
            (c.aios, ronde.name_of(c.aios), c.hao, ronde.name_of(c.hao),
             _rank(c.rank_by_aios, c.listed_by_aios), _rank(c.rank_by_hao, c.listed_by_hao),
             "?" if c.travel_minutes is None else f"{c.travel_minutes} min",
             "?" if c.shared_days is None else c.shared_days)
            for c in matching.couples
        ],
    )  # fmt: skip
    if any(not (c.listed_by_aios and c.listed_by_hao) for c in matching.couples):
        work.say(Text("Een rang tussen haakjes: op die lijst niet genoemd.",
                      "A rank in brackets: left off that list."))  # fmt: skip
        work.say()
    show_table(
        t("Doelen, in volgorde", "Goals, in order"),
        (t("doel", "goal"), t("waarde", "value"), t("best mogelijk", "best possible"), ""),
        [
            (s.says.say(work.lang), s.value, s.bound, t("bewezen", "proven") if s.proven else "")
            for s in matching.stages
        ],
    )
    if matching.unplaced:
        names = ", ".join(f"{ronde.name_of(code)} ({code})" for code in matching.unplaced)
        work.say(Text(f"Zonder plaats: {names}", f"Without a place: {names}"))
    show_findings(matching.findings, work.lang)


def _rank(rank: int | None, listed: bool) -> str:
    if rank is None:
        return "–"
    return str(rank) if listed else f"({rank})"


@command(
    name="explain",
    help=t(
        "Waarom deze koppeling, en waarom niet iemand die hoger stond? Elke zin is gevonden door "
        "opnieuw te rekenen.\n\nVoorbeeld:  koppel explain A07",
        "Why this couple, and why nobody who stood higher? Each statement is found by solving "
        "again.\n\nExample:  koppel explain A07",
    ),
)
@click.argument("code", metavar="CODE")
@click.option("--full", is_flag=True,
              help=t("Met namen en plaatsen van anderen: alleen voor de coördinator.",
                     "With others' names and ranks: for the coordinator only."))  # fmt: skip
def explain(work: Work, code: str, full: bool) -> None:
    """One person's result in words."""
    from bureau.actions.kept import known_person, result_of
    from koppelronde.domain.facts import couple_facts
    from matching.explain.explain import asked_about
    from matching.explain.explain import explain as explain_person
    from matching.explain.explain_words import explanation_said
    from matching.explain.matching_shortage import shortage_as_reason, shortages
    from matching.goals.partners import pairs_of
    from matching.settle.held import facts_of_result

    with work.open_store() as store:
        ronde = store.load()
        kept = result_of(store, ronde)
    code = known_person(ronde, code)
    facts = facts_of_result(couple_facts(ronde), kept.matching, kept.goals)
    if facts.couples != couple_facts(ronde).couples and code in kept.matching.unplaced:
        said = Text(
            f"{ronde.name_of(code)} ({code}) heeft nu geen plaats; daar wordt met de hand een "
            "oplossing voor gezocht. Zie  koppel settle",
            f"{ronde.name_of(code)} ({code}) has no place now; that is being settled by hand. "
            "See  koppel settle",
        )
        work.say(said)
        work.tell(who=code, trial=kept.matching.trial, sentences=[said.say(work.lang)])
        return
    asked = asked_about(facts, kept.matching, goals=kept.goals, keep=frozenset(kept.keep))
    explanation = explain_person(ronde, asked, code)
    said_of = list(explanation_said(ronde, explanation, full=full))
    lack = next((s for s in shortages(facts, pairs_of(kept.matching)) if code in s.unplaced), None)
    if lack is not None:
        said_of.insert(1, shortage_as_reason(lack, full=full))
    sentences = [said.say(work.lang) for said in said_of]
    if kept.matching.trial:
        work.say(Text("PROEF", "TRIAL"))
    for sentence in sentences:
        work.say(sentence)
    work.tell(who=code, trial=kept.matching.trial, sentences=sentences)
    if full or work.as_json:
        work.tell(partners=[list(p) for p in explanation.partners], always=explanation.always)
