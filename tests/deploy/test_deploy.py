"""What `deploy/` and `docs/ict.md` name exists, and the units say what they should."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from bureau.mailing.sending import server_from
from bureau.store.address import find_store
from portal.site.place import site_from

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = ("koppel-web.service", "koppel-work.service")
KOPPEL = [sys.executable, "-c", "from cli import main; main()"]


@cache
def help_of(*words: str) -> str:
    asked = subprocess.run([*KOPPEL, *words, "--help"], capture_output=True, text=True, cwd=ROOT)
    assert asked.returncode == 0, asked.stderr
    return asked.stdout


def starts() -> list[str]:
    """Every command line that a file of deploy/ starts, from the word `portal` on."""
    lines = [re.findall(r"^ExecStart=\S+/koppel (.+)$", read(unit), re.M) for unit in UNITS]
    words = re.findall(r"^CMD (\[.+\])$", read("Containerfile"), re.M)
    return [line for found in lines for line in found] + [" ".join(json.loads(w)) for w in words]


def read(name: str) -> str:
    return (DEPLOY / name).read_text("utf-8")


def made(what: str) -> str:
    command = [sys.executable, str(DEPLOY / "dependencies.py"), what]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def example() -> dict[str, str]:
    """The settings of the example, also those that are left out in it."""
    return dict(re.findall(r"^#?(KOPPEL_\w+)=(.*)$", read("koppel.env.example"), re.M))


def test_every_start_is_a_command_with_these_options() -> None:
    lines = starts()
    assert len(lines) == 3
    for line in lines:
        said = help_of(*line.split()[:2])
        assert all(option in said for option in re.findall(r"(?<!\S)--?[A-Za-z]+", line)), line


def test_the_paper_for_ict_names_commands_addresses_and_files_that_exist() -> None:
    text = (ROOT / "docs/ict.md").read_text("utf-8")
    commands = set(re.findall(r"koppel (portal [a-z]+|[a-z]+-?[a-z]*)((?: --[a-z]+)*)", text))
    assert {"portal check", "portal backup"} <= {words for words, _ in commands}
    for words, options in commands:
        assert all(option in help_of(*words.split()) for option in options.split()), words
    routes = (ROOT / "portal/site/urls.py").read_text("utf-8")
    for address in set(re.findall(r"`/([a-z]+/)`", text)):
        assert f'"{address}"' in routes
    for file in re.findall(r"`((?:docs|deploy|tests|portal|bureau|benchmarks)/[\w./-]+)`", text):
        assert (ROOT / file).exists(), file
    for target in re.findall(r"make ([a-z]+)", text):
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.M), target


def test_the_settings_are_those_that_the_program_reads() -> None:
    code = "".join(
        (ROOT / file).read_text("utf-8")
        for file in ("portal/site/place.py", "bureau/mailing/sending.py",
                     "bureau/store/address.py", "bureau/commands/door/frame.py")
    )  # fmt: skip
    read_here = set(re.findall(r'"(KOPPEL_[A-Z_]+)"', code)) - {"KOPPEL_NOW", "KOPPEL_BY"}
    assert set(example()) == read_here


def test_a_portal_starts_with_the_settings_of_the_example(tmp_path: Path) -> None:
    settings = example()
    site = site_from(settings | {"KOPPEL_PORTAL_KEY": "x" * 50}, folder=tmp_path,
                     listen="0.0.0.0:8080")  # fmt: skip
    assert site.secure
    assert site.proxies == 1
    store = find_store(tmp_path, settings["KOPPEL_DATABASE_URL"])
    assert store.database["OPTIONS"]["sslmode"] == "verify-full"
    assert server_from(settings).port == 587


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_understands_the_units_and_finds_them_closed(tmp_path: Path) -> None:
    for name in UNITS:
        (tmp_path / name).write_text(read(name).replace("/opt/koppel/bin/koppel", "/bin/true"))
    files = [str(tmp_path / name) for name in UNITS]
    checked = subprocess.run(
        ["systemd-analyze", "verify", *files], capture_output=True, text=True, timeout=60
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", *files],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert judged.returncode == 0, judged.stdout


def test_both_units_share_their_user_and_folder() -> None:
    for setting in ("DynamicUser", "User", "StateDirectory", "EnvironmentFile", "UMask"):
        one, other = (re.findall(rf"^{setting}=.+$", read(name), re.M) for name in UNITS)
        assert one == other != []


def test_the_bill_of_materials_holds_what_a_release_needs_and_no_tool() -> None:
    text = made("sbom")
    assert text == made("sbom")
    bill = json.loads(text)
    parts = {part["name"]: part for part in bill["components"]}
    assert {"django", "ortools", "psycopg-binary", "sqlparse", "cryptography"} <= set(parts)
    assert not {"pytest", "mypy", "hypothesis", "playwright"} & set(parts)
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    for name, part in parts.items():
        assert re.search(rf"^{name}=={re.escape(part['version'])}[ \\]", locked, re.M)
        assert all(h["content"] in locked for h in part["externalReferences"][0]["hashes"])
    refs = {part["bom-ref"] for part in parts.values()} | {bill["metadata"]["component"]["bom-ref"]}
    assert {each["ref"] for each in bill["dependencies"]} == refs
    asked = {ref for each in bill["dependencies"] for ref in each["dependsOn"]}
    assert asked == refs - {bill["metadata"]["component"]["bom-ref"]}


def test_the_licences_are_those_of_the_lock() -> None:
    said = "run: make licences"
    rows = dict(re.findall(r"^\| ([\w.-]+) \| (.+) \|$", made("licences"), re.M))
    written = (ROOT / "docs/licences.md").read_text("utf-8")
    kept = dict(re.findall(r"^\| ([\w.-]+) \| (.+) \|$", written, re.M))
    assert set(rows) == set(kept), said
    differ = {name for name in rows if rows[name] != kept[name] and "not installed" not in
              rows[name] + kept[name]}  # fmt: skip
    assert not differ, said
