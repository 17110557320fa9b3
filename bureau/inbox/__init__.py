"""The inbox: what many people type at once, each row for itself, beside the round.

The round is one record with one version (:mod:`bureau.store`). Accounts, invitations, profiles,
files, notes, drafts and hand-ins have tables of their own here, so that somebody who saves a
draft never stands in a coordinator's way, and nothing handed in is lost by going back a step.
Lists reach the round only by being *taken up* (:mod:`bureau.actions.taking_up`).

Frozen records in, frozen records out: nobody outside this room sees a table, a query or HTTP.
The tables are in ``portaal.sqlite3`` beside the store (WAL, every commit synced), or in the
PostgreSQL database of the store.
"""
