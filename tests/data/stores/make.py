"""Keep a store of this release: ``python tests/data/stores/make.py 0.2.0`` from the checkout.

Run once for each release and never again for the same one: the point is that the file is old.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[3]))

from bureau.store.codec import to_json_data
from bureau.store.opening import open_store
from tests.bureau.store.rounds_to_store import FULL


def main(release: str) -> None:
    """Write ``release.store`` and what is in it as ``release.json``."""
    here = Path(__file__).parent
    moment = datetime(2027, 1, 4, 9, 30, tzinfo=UTC)
    with TemporaryDirectory() as folder:
        with open_store(Path(folder), create=True, clock=lambda: moment) as store:
            store.new_round(FULL, by="Els")
            store.put_document("timetable", {"plan": 1}, by="Els", what="plan")
            data = to_json_data(store.load())
        (here / f"{release}.store").write_bytes((Path(folder) / "koppel.sqlite3").read_bytes())
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    (here / f"{release}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
