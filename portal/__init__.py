"""The web portal: addresses, pages and forms on top of the bureau's actions and inbox.

How a page is added: docs/decisions/0014-portal.md.
"""
