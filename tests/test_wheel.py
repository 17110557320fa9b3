"""What the wheel puts into an environment: our packages, their data, and nothing by surprise."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in a freshly built wheel."""
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    [wheel] = target.glob("*.whl")
    with ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_top_level_holds_our_six_names_only(names: list[str]) -> None:
    top = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert top == {"bureau", "carrousel", "cli.py", "koppelronde", "matching", "portal"}


@pytest.mark.parametrize(
    "data",
    [
        "koppelronde/procedures/maastricht.toml",
        "koppelronde/procedures/groningen.toml",
        "koppelronde/press/fonts/DejaVuSansCondensed.ttf",
        "koppelronde/locale/nl/LC_MESSAGES/messages.mo",
        "bureau/store/migrations/0001_initial.py",
        "bureau/inbox/migrations/0001_initial.py",
        "portal/static/portal/portal.css",
        "portal/templates/portal/base.html",
        "koppelronde/_templates/mail/result.nl.txt",
        "koppelronde/_templates/calls/low_rank.nl.txt",
    ],
)
def test_templates_fonts_procedures_and_migrations_are_inside(names: list[str], data: str) -> None:
    assert data in names


def test_every_template_of_the_checkout_is_inside(names: list[str]) -> None:
    inside = {name.removeprefix("koppelronde/_templates/") for name in names}
    for file in (ROOT / "templates").rglob("*"):
        if file.is_file():
            assert file.relative_to(ROOT / "templates").as_posix() in inside


def test_no_test_or_benchmark_is_inside(names: list[str]) -> None:
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "docs/"))]
