"""What a release consists of: a bill of materials, the licences, and the lock without the tools.

    python deploy/dependencies.py sbom|licences|lock

Run in the environment of `make`, since licences are read from what is installed. The bill of
materials is CycloneDX 1.6 (ECMA-424) without a moment or a random number: the same lock gives the
same bytes. Which packages a release needs follows from `pyproject.toml`; versions and hashes are
those of `requirements.lock`.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parent.parent
LOCK: Final = ROOT / "requirements.lock"
_HEAD: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)")
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def locked() -> dict[str, str]:
    """The lines of the lock by name of the package."""
    found: dict[str, str] = {}
    name = ""
    for line in LOCK.read_text("utf-8").splitlines(keepends=True):
        if head := _HEAD.match(line):
            name = canonicalize_name(head[1])
        if name and not line.startswith("#"):
            found[name] = found.get(name, "") + line
    return found


def needed() -> dict[str, set[str]]:
    """What a release needs with its PostgreSQL part, and what each of those needs in turn."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]["postgresql"]
    lock, graph = locked(), {"": set[str]()}
    waiting = [("", Requirement(text)) for text in [*project["dependencies"], *extras]]
    while waiting:
        parent, wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name not in lock:
            continue
        graph[parent].add(name)
        fresh = name not in graph
        graph.setdefault(name, set())
        if not fresh and not wanted.extras:
            continue
        waiting += [(name, each) for each in _asked_by(name, wanted.extras)]
    return graph


def _asked_by(name: str, extras: Iterable[str]) -> list[Requirement]:
    """Requirements of that package; also those for another system, where the lock has them."""
    try:
        lines = metadata(name).get_all("Requires-Dist") or []
    except PackageNotFoundError:  # of another system, such as colorama
        return []
    found = [Requirement(line) for line in lines]
    return [one for one in found if _applies(str(one.marker or ""), set(extras))]


def _applies(marker: str, extras: set[str]) -> bool:
    asked = set(re.findall(r"extra == [\"']([\w-]+)[\"']", marker))
    return not asked or bool(asked & extras)


def licence(name: str) -> str:
    """The licence that the package itself states: an SPDX expression where it gives one."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return ""
    if about.get("License-Expression"):
        return str(about["License-Expression"])
    stated = str(about.get("License") or "").strip()
    if stated and "\n" not in stated and len(stated) < 80:
        return stated
    classes = [c for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    return " / ".join(c.rpartition(" :: ")[2] for c in classes)


def sbom() -> str:
    """The bill of materials as JSON."""
    graph, lock = needed(), locked()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    own = _component(project["name"], project["version"], project["license"])
    own["type"] = "application"
    purls = {"": own["bom-ref"]}
    parts = []
    for name in sorted(set(graph) - {""}):
        head = _HEAD.match(lock[name])
        assert head is not None
        part = _component(name, head[2], licence(name))
        hashes = [{"alg": "SHA-256", "content": one} for one in _HASH.findall(lock[name])]
        part["externalReferences"] = [
            {"type": "distribution", "url": part["purl"], "hashes": hashes}
        ]
        purls[name] = part["bom-ref"]
        parts.append(part)
    bill: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": parts,
        "dependencies": [
            {"ref": purls[name], "dependsOn": sorted(purls[each] for each in graph[name])}
            for name in sorted(graph)
        ],
    }
    bill["serialNumber"] = f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(bill))}"
    return json.dumps(bill, indent=2) + "\n"


def _component(name: str, version: str, stated: str) -> dict[str, Any]:
    purl = f"pkg:pypi/{name}@{version}"
    part: dict[str, Any] = {
        "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
    }  # fmt: skip
    if stated:
        try:
            part["licenses"] = [{"expression": str(canonicalize_license_expression(stated))}]
        except InvalidLicenseExpression:
            part["licenses"] = [{"license": {"name": stated}}]
    return part


def licences() -> str:
    """`docs/licences.md`: every package of the lock with the licence that it states."""
    delivered = set(needed()) - {""}
    lines = [
        "# Licences", "",
        "Koppelcarrousel itself: EUPL-1.2 (`LICENSE`). The fonts in `koppelronde/press/fonts/`",
        "have theirs beside them. The portal's own scripts use no library of others. Written by",
        "`make licences` from what each package states about itself; versions are in",
        "`requirements.lock` and in what `make sbom` writes.",
    ]  # fmt: skip
    tables = (("Needed by a release", True), ("Only for development and tests", False))
    for title, inside in tables:
        lines += ["", f"## {title}", "", "| package | licence |", "|---|---|"]
        for name in sorted(locked()):
            if (name in delivered) is inside:
                said = licence(name) or "not installed where this was written; see the package"
                lines.append(f"| {name} | {said} |")
    return "\n".join(lines) + "\n"


def lock() -> str:
    """The lock with what a release needs, for installing by hash."""
    lines = locked()
    return "".join(lines[name] for name in sorted(set(needed()) - {""}))


MAKES: Final[dict[str, Callable[[], str]]] = {"sbom": sbom, "licences": licences, "lock": lock}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in MAKES:
        sys.exit(f"usage: python deploy/dependencies.py {'|'.join(MAKES)}")
    sys.stdout.write(MAKES[sys.argv[1]]())
