"""The tables, one module per subject; only :mod:`bureau.inbox` sees them."""
