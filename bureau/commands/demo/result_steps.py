"""The steps of the demonstration from the sealed lists on."""

from __future__ import annotations

from hashlib import sha256

from bureau.commands.demo.step import Came, Step
from bureau.commands.door.frame import Work
from bureau.commands.door.hand_out import hand_out_papers
from koppelronde.domain.language import Text, same
from koppelronde.domain.outcomes.outcome_calls import Call, CallOutcome


def result_steps(work: Work, seed: str, *, calls: bool) -> list[Step]:
    """From sealing the lists to the papers with the result."""
    return [
        *_matching(work, seed),
        *(_calling(work) if calls else []),
        (Text("Uitslag: overzicht, xlsx en brieven", "Results: overview, XLSX, letters"),
         lambda: _results(work)),
    ]  # fmt: skip


def _matching(work: Work, seed: str) -> list[Step]:
    from bureau.actions.outcome.matching import match
    from bureau.actions.outcome.sealing import draw, seal
    from koppelronde.domain.lottery_draw import Drawing, DrawWay

    def sealed() -> Came:
        by, source = work.acting(), Text("verzonnen trekking", "invented draw").say(work.lang)
        salt = sha256(seed.encode()).hexdigest()[:32]  # the same demonstration every time
        with work.open_store() as store:
            seal(store, by, drawing=Drawing(DrawWay.PUBLIC, source, by.at.date()), salt=salt)
            drawn = draw(store, by, drawn=seed)
        assert drawn.sealed is not None
        return Came(same(drawn.sealed.input_hash[:8]))

    def matched() -> Came:
        with work.open_store() as store:
            made = match(store, work.acting(), lang=work.lang)
            files = hand_out_papers(work, store, made.proof)
        number = len(made.kept.matching.couples)
        return Came(Text(f"{number} koppels, bewezen", f"{number} couples, proven"), tuple(files))

    return [
        (Text("Lijsten afsluiten, lot vastleggen", "Seal the lists, fix the seed"), sealed),
        (Text("Koppelen, met bewijs", "Match, with proof"), matched),
    ]


def _calling(work: Work) -> list[Step]:
    from bureau.actions.outcome.call_listing import call_list, call_papers
    from bureau.actions.outcome.calls import record_call

    open_calls: list[Call] = []

    def listed() -> Came:
        with work.open_store() as store:
            made = call_list(store, work.acting())
            papers = call_papers(made, work.acting(), lang=work.lang)
            files = hand_out_papers(work, store, papers)
        open_calls.extend(made.calls.open)
        number = len(open_calls)
        return Came(Text(f"{number} te bellen", f"{number} to call"), tuple(files))

    def called() -> Came:
        waiting = [call for call in open_calls if call.partner]
        for call in waiting:
            with work.open_store() as store:
                record_call(
                    store, work.acting(), code=call.who, outcome=CallOutcome.ACCEPTED,
                    partner=call.partner or "",
                )  # fmt: skip
        return Came(Text(f"{len(waiting)} gesprekken, iedereen akkoord",
                         f"{len(waiting)} calls, everybody agrees"))  # fmt: skip

    return [
        (Text("Bellijst", "Call list"), listed),
        (Text("Bellen (verzonnen: iedereen zegt ja)", "Calling (invented: all say yes)"), called),
    ]


def _results(work: Work) -> Came:
    from bureau.actions.outcome.report import write_report
    from bureau.actions.outcome.results import overview, result_papers

    with work.open_store() as store:
        made = overview(store, work.acting())
        papers = result_papers(made, work.acting(), lang=work.lang)
        report = write_report(store, work.acting(), lang=work.lang, anonymous=False)
        files = (
            *hand_out_papers(work, store, papers), *hand_out_papers(work, store, report.papers)
        )  # fmt: skip
    return Came(Text(f"{len(files)} bestanden", f"{len(files)} files"), files)
