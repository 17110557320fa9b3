"""The store: rounds, documents and the journal in one SQLite file or PostgreSQL database.

Begin at :mod:`bureau.store.opening`. Django is imported when a store is opened, not before.
"""
