"""Compare what ``koppel`` of two checkouts does, where a move should change nothing.

    python tests/compare_trees.py play --koppel ../old/.venv/bin/koppel --out old.json
    python tests/compare_trees.py play --koppel .venv/bin/koppel --out new.json
    python tests/compare_trees.py compare old.json new.json
    python tests/compare_trees.py times new.json

``play`` gives every command with most of its options, in a round of each procedure that has come
far enough for it (the plans in tests/trees), in Dutch and partly in English and with ``--json``,
refusals as well. It keeps the exit code, what was printed, and every file that was written (the
files themselves in ``old.files`` beside ``old.json``). Only the command line is used, so that any
checkout can be played, and always with the plans and spreadsheets of the checkout this script is
in. ``--only "visits replan"`` plays the lines with that text alone.

``compare`` shows each command that differs, and ends with exit code 1 when there is one. Of a
store only the presence is compared; what it holds is read through the commands. Salts of the
journal, seconds and the place on the disk are left out; everything else counts.
``times`` shows the processor seconds of each command, the slowest first.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.trees.difference import Differences
from tests.trees.plan import read_plan
from tests.trees.playing import Player

PLANS = sorted((Path(__file__).parent / "trees").glob("*.plan"))


def play(koppel: Path, out: Path, only: list[str]) -> int:
    """Write a recording."""
    kept = out.with_suffix(".files")
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    names, spent = set(), 0.0
    with TemporaryDirectory(prefix="koppel-") as root, out.open("w", encoding="utf-8") as lines:
        for path in PLANS:
            place = Path(root).resolve() / path.stem
            place.mkdir()
            player = Player(koppel.absolute(), place, kept, only)
            for name, came in player.play(read_plan(path)):
                assert name not in names, f"twice in a plan: {name}"
                told = json.dumps({name: came}, ensure_ascii=False)[1:-1]
                lines.write(("," if names else "{") + f"\n{told}")
                lines.flush()
                names.add(name)
                spent += came["seconds"]
                sys.stderr.write(f"{came['seconds']:5.1f} s  exit {came['code']}  {name}\n")
        lines.write("\n}\n")
    sys.stdout.write(f"{len(names)} commands, {spent:.0f} processor seconds: {out}\n")
    return 0


def recorded(path: Path) -> dict[str, Any]:
    """What was recorded, by the name of the command; also of a run that was stopped halfway."""
    text = path.read_text("utf-8")
    found: dict[str, Any] = json.loads(text if text.endswith("}\n") else text + "}")
    return found


def compare(old: Path, new: Path, lines: int, files: int) -> int:
    """Print the differences; 1 when there is one."""
    first, second = recorded(old), recorded(new)
    count = 0
    for name, found in Differences(old, new, lines=lines, files=files).between(first, second):
        count += 1
        sys.stdout.write("\n".join((f"\n■ {name}", *(f"    {line}" for line in found), "")))
    sys.stdout.write(f"\n{count} of {len(first)} commands differ.\n")
    return int(count > 0)


def times(recording: Path) -> int:
    """Print the processor seconds of each command."""
    record = recorded(recording)
    for name, came in sorted(record.items(), key=lambda item: -item[1]["seconds"]):
        sys.stdout.write(f"{came['seconds']:6.2f} s  {name}\n")
    return 0


def main() -> int:
    """Read the command line."""
    assert __doc__
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ways = parser.add_subparsers(dest="way", required=True)
    playing = ways.add_parser("play")
    playing.add_argument("--koppel", type=Path, required=True, help="the command to play with")
    playing.add_argument("--out", type=Path, required=True, help="where the recording goes")
    playing.add_argument("--only", action="append", default=[], help="a text in what is played")
    comparing = ways.add_parser("compare")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    comparing.add_argument("--lines", type=int, default=24, help="shown of a difference")
    comparing.add_argument("--files", type=int, default=2, help="shown of the files of a command")
    ways.add_parser("times").add_argument("recording", type=Path)
    given = vars(parser.parse_args())
    return {"play": play, "compare": compare, "times": times}[given.pop("way")](**given)


if __name__ == "__main__":
    sys.exit(main())
