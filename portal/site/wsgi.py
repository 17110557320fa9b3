"""For a server of somebody else's (gunicorn, granian): ``portal.site.wsgi:application``.

``KOPPEL_PORTAL_FOLDER`` is the folder of this work, ``KOPPEL_DATABASE_URL`` the store,
``KOPPEL_PORTAL_PUBLIC`` what people type. Mail and long work are done by ``koppel portal work``.
"""

from __future__ import annotations

import os
from pathlib import Path

from portal.opening import application as made
from portal.serving import open_real
from portal.site.place import site_from

open_real(
    site_from(
        os.environ,
        folder=Path(os.environ.get("KOPPEL_PORTAL_FOLDER", ".")),
        store_url=os.environ.get("KOPPEL_DATABASE_URL"),
    )
)
application = made()
