"""Turn the direction round, one place at a time, and see that a test notices: ``make mutants``.

Every comparison, sort order, minimum or maximum, sign, and every rank, mark or side in the files
below is reversed in a copy of the tree; the tests named beside the file must fail. Whatever
survives is printed with its place and makes the command fail, unless
``tests/mutants_explained.toml`` says why that change cannot be seen.

``python tests/mutants.py lists.py engine.py`` runs some files; ``--jobs 2`` is the default,
``--list`` only shows the changes, ``--sample 10`` takes every tenth.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import os
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
EXPLAINED: Final = ROOT / "tests" / "mutants_explained.toml"
SECONDS: Final = 90
LEFT_OUT: Final = (".git", ".venv", "demo", "__pycache__", ".*_cache", ".hypothesis", "dist")

_LISTS: Final = ("tests/koppelronde/domain/test_lists.py", "tests/matching/proof/test_selfcheck.py")
_ENGINE: Final = (
    "tests/matching/proof/test_the_record_of_a_result.py",
    "tests/matching/proof/test_selfcheck.py",
    "tests/matching/proof/test_certificate.py",
    "tests/matching/engine/test_engine.py",
)
_KERNELS: Final = (*_ENGINE, "tests/matching/engine/test_apart.py")
_INTAKE: Final = (
    "tests/bureau/test_direction.py",
    "tests/bureau/workbook/test_lists_and_their_direction.py",
    "tests/bureau/workbook/test_what_the_coordinator_is_told.py",
    "tests/bureau/workbook/test_reading_the_examples.py",
    "tests/bureau/workbook/test_every_kind_of_mistake.py",
)
_PLAUSIBLE: Final = (
    "tests/matching/figures/test_direction_of_plausibility.py",
    "tests/matching/figures/test_plausibility.py",
)
_WORDS: Final = (
    "tests/matching/papers/test_direction_on_paper.py",
    "tests/matching/figures/test_tables_and_statistics.py",
)

DIRECTION: Final[dict[str, tuple[str, ...]]] = {
    "koppelronde/domain/lists.py": (*_LISTS, *_INTAKE[:2]),
    "koppelronde/domain/facts.py": (
        "tests/koppelronde/domain/test_facts.py",
        *_INTAKE[:1],
        *_ENGINE[:2],
    ),
    "bureau/workbook/rows/scale_guard.py": _INTAKE,
    "bureau/workbook/rows/lists.py": _INTAKE,
    "bureau/workbook/layout/list_shapes.py": _INTAKE,
    "matching/goals/policy.py": _ENGINE,
    "koppelronde/domain/lottery.py": _ENGINE,
    "matching/engine/flow/flow_lottery.py": _ENGINE,
    "matching/engine/solution.py": _ENGINE,
    "matching/engine/goal_values.py": _ENGINE,
    "matching/proof/recount.py": _ENGINE,
    "matching/proof/selfcheck.py": _ENGINE[1:2],
    "matching/proof/certificate.py": _ENGINE[:3],
    "matching/proof/verify_match.py": _ENGINE[2:3],
    "matching/engine/solve.py": (*_ENGINE, "tests/matching/engine/test_apart.py"),
    "matching/engine/flow/cheapest_flow.py": _KERNELS,
    "matching/engine/flow/circulation.py": _KERNELS,
    "matching/engine/flow/flow_kernel.py": _KERNELS,
    "matching/engine/integers/integer_kernel.py": _KERNELS,
    "matching/engine/integers/mip_kernel.py": _KERNELS,
    "matching/engine/prices.py": _KERNELS,
    "matching/engine/flow/flow_proof.py": _KERNELS,
    "matching/engine/network.py": _KERNELS,
    "matching/engine/stages.py": _KERNELS,
    "matching/figures/rank_range.py": _PLAUSIBLE,
    "matching/proof/check.py": (
        "tests/matching/proof/test_checker.py",
        *_ENGINE,
        "tests/properties/test_matching_properties.py",
    ),
    "matching/calls/reasons.py": (*_WORDS[:1], "tests/matching/calls/test_call_list.py"),
    "matching/figures/statistics.py": _WORDS,
    "matching/figures/figure_tables.py": _WORDS,
    "matching/explain/explain_words.py": (*_WORDS[:1], "tests/matching/explain/test_explain.py"),
    "matching/explain/price_words.py": (
        "tests/matching/explain/test_explain.py",
        "tests/matching/calls/test_afternoon.py",
    ),
    "matching/figures/plausibility.py": _PLAUSIBLE,
}
"""The file, and the tests that hold its direction; the quickest first."""

_OTHER_NAME: Final = {
    "min": "max", "max": "min",
    "rank_by_aios": "rank_by_hao", "rank_by_hao": "rank_by_aios",
    "lists_aios": "lists_hao", "lists_hao": "lists_aios",
    "listed_by_aios": "listed_by_hao", "listed_by_hao": "listed_by_aios",
}  # fmt: skip
_OTHER_MEMBER: Final = {
    ("Scale", "RANKS"): "MARKS", ("Scale", "MARKS"): "RANKS",
    ("Side", "AIOS"): "HAO", ("Side", "HAO"): "AIOS",
}  # fmt: skip
_OTHER_ORDER: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip
_SIGN: Final = {
    ast.Lt: "<", ast.Gt: ">", ast.LtE: "<=", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where, what, and the whole text of the changed file."""

    file: str
    line: int
    source: str
    change: str
    text: str


def mutants_of(file: str, text: str) -> Iterator[Mutant]:
    """Every change of direction in that file, in the order of its lines."""
    lines = text.splitlines()
    number = 0
    while True:
        tree = ast.parse(text)
        found = list(_changes(tree))
        if number >= len(found):
            return
        node, change = found[number]
        what = change()
        number += 1
        line = getattr(node, "lineno", 1)
        changed = ast.unparse(ast.fix_missing_locations(tree))
        yield Mutant(file, line, lines[line - 1].strip(), what, changed)


def _changes(tree: ast.AST) -> Iterator[tuple[ast.AST, _Change]]:
    """The places that can be turned round, each with what turns it."""
    skipped = set(_annotations(tree))
    for node in ast.walk(tree):
        if node in skipped:
            continue
        match node:
            case ast.Compare():
                for position, operator in enumerate(node.ops):
                    if type(operator) in _OTHER_ORDER:
                        yield node, _Change("compare", node, position)
            case ast.Call(func=ast.Name(id="sorted")) | ast.Call(func=ast.Attribute(attr="sort")):
                yield node, _Change("order", node)
            case ast.Name(id=name, ctx=ast.Load()) if name in _OTHER_NAME:
                yield node, _Change("name", node)
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if (
                owner, name
            ) in _OTHER_MEMBER:  # fmt: skip
                yield node, _Change("member", node)
            case ast.Attribute(attr=name, ctx=ast.Load()) if name in _OTHER_NAME:
                yield node, _Change("attribute", node)
            case ast.UnaryOp(op=ast.USub()):
                yield node, _Change("minus", node)
            case ast.BinOp(op=ast.Add() | ast.Sub()) if not _of_text(node):
                yield node, _Change("sign", node)
            case ast.AugAssign(op=ast.Add() | ast.Sub()) if not _of_text(node):
                yield node, _Change("sign", node)


def _annotations(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        for part in ("annotation", "returns"):
            if (given := getattr(node, part, None)) is not None:
                yield from ast.walk(given)


def _of_text(node: ast.BinOp | ast.AugAssign) -> bool:
    """Joining texts or lists has no direction."""
    parts = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.value]
    return any(
        isinstance(inner, ast.JoinedStr | ast.List | ast.Tuple | ast.Dict | ast.ListComp)
        or (isinstance(inner, ast.Constant) and isinstance(inner.value, str))
        or (isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name)
            and inner.func.id == "Text")
        for part in parts
        for inner in ([part, *_operands(part)])
    )  # fmt: skip


def _operands(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.BinOp):
        for part in (node.left, node.right):
            yield part
            yield from _operands(part)


@dataclass(frozen=True, slots=True)
class _Change:
    """Turns one node round, and says what it did."""

    kind: str
    node: ast.AST
    position: int = 0

    def __call__(self) -> str:
        node = self.node
        match self.kind, node:
            case "compare", ast.Compare():
                old = type(node.ops[self.position])
                node.ops[self.position] = _OTHER_ORDER[old]()
                return f"{_SIGN[old]} becomes {_SIGN[_OTHER_ORDER[old]]}"
            case "order", ast.Call():
                for word in node.keywords:
                    if word.arg == "reverse":
                        word.value = ast.UnaryOp(ast.Not(), word.value)
                        return "reverse is turned round"
                node.keywords.append(ast.keyword("reverse", ast.Constant(True)))
                return "sorted the other way round"
            case "name", ast.Name():
                old_name, node.id = node.id, _OTHER_NAME[node.id]
                return f"{old_name} becomes {node.id}"
            case "attribute", ast.Attribute():
                old_name, node.attr = node.attr, _OTHER_NAME[node.attr]
                return f"{old_name} becomes {node.attr}"
            case "member", ast.Attribute(value=ast.Name(id=owner)):
                old_name, node.attr = node.attr, _OTHER_MEMBER[owner, node.attr]
                return f"{owner}.{old_name} becomes {owner}.{node.attr}"
            case "minus", ast.UnaryOp():
                node.op = ast.UAdd()
                return "-x becomes +x"
            case "sign", ast.BinOp() | ast.AugAssign():
                plus = isinstance(node.op, ast.Add)
                node.op = ast.Sub() if plus else ast.Add()
                return "+ becomes -" if plus else "- becomes +"
        raise AssertionError(self.kind)


class Workshop:
    """A copy of the tree in which one file at a time is changed, and the tests run."""

    def __init__(self, folder: Path) -> None:
        self.tree = folder / "tree"
        shutil.copytree(ROOT, self.tree, ignore=shutil.ignore_patterns(*LEFT_OUT))

    def survives(self, mutant: Mutant, tests: Iterable[str]) -> bool:
        """Whether all tests still pass with this change."""
        path = self.tree / mutant.file
        before = path.read_bytes()
        path.write_text(mutant.text, "utf-8")
        try:
            return self.passes(tests)
        finally:
            path.write_bytes(before)

    def passes(self, tests: Iterable[str]) -> bool:
        """Run the tests in a fork of this process, which holds the libraries already."""
        pid = os.fork()
        if pid == 0:
            os.setsid()
            status = 1
            with contextlib.suppress(BaseException):
                status = self._run(list(tests))
            os._exit(status)
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status) == 0
            time.sleep(0.02)
        os.killpg(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return False

    def _run(self, tests: list[str]) -> int:
        import pytest

        os.chdir(self.tree)
        os.environ["PYTHONPATH"] = str(self.tree)
        sys.dont_write_bytecode = True
        sys.path[:] = [str(self.tree), *(path for path in sys.path if path not in ("", str(ROOT)))]
        for name in [n for n in sys.modules if n.split(".")[0] in _OURS]:
            del sys.modules[name]
        sys.meta_path[:] = [f for f in sys.meta_path if "editable" not in type(f).__module__]
        nothing = os.open(os.devnull, os.O_RDWR)
        for number in (1, 2):
            os.dup2(nothing, number)
        quiet = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0",
                 "-W", "ignore::pytest.PytestAssertRewriteWarning"]  # fmt: skip
        return int(pytest.main([*quiet, *tests]))


_OURS: Final = ("carrousel", "matching", "koppelronde", "cli", "tests")


def explained() -> dict[tuple[str, str, str], str]:
    """Changes that cannot be seen, each with its reason."""
    if not EXPLAINED.is_file():
        return {}
    listed = tomllib.loads(EXPLAINED.read_text("utf-8")).get("mutant", [])
    return {(m["file"], m["line"], m["change"]): m["reason"] for m in listed}


def work(files: list[str], sample: int, part: int, parts: int) -> int:
    """Try one part of the mutants; how many survived without an explanation."""
    import numpy  # noqa: F401 - loaded once, before the forks
    import openpyxl  # noqa: F401
    import pytest  # noqa: F401
    import scipy.optimize  # noqa: F401
    from hypothesis import strategies  # noqa: F401

    known, survivors, killed, seen = explained(), 0, 0, 0
    with tempfile.TemporaryDirectory(prefix="koppel-mutants-") as name:
        shop = Workshop(Path(name))
        for file in files:
            tests = DIRECTION[file]
            mutants = list(mutants_of(file, (ROOT / file).read_text("utf-8")))[::sample]
            mine = mutants[part::parts]
            if mine and not shop.passes(tests):
                print(f"{file}: its tests fail before anything is changed", flush=True)
                survivors += 1
                continue
            for mutant in mine:
                if (mutant.file, mutant.source, mutant.change) in known:
                    seen += 1
                    continue
                if shop.survives(mutant, tests):
                    survivors += 1
                    print(f"SURVIVED {file}:{mutant.line}  {mutant.change}  |  {mutant.source}",
                          flush=True)  # fmt: skip
                else:
                    killed += 1
            print(f"{file}: part {part + 1} of {parts} done", flush=True)
    print(f"killed {killed}, survived {survivors}, explained {seen}", flush=True)
    return survivors


def main() -> None:
    """Divide the work over processes; exit 1 when a change was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="*", help="ends of file names; without: all")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--list", action="store_true")
    given = parser.parse_args()
    files = [f for f in DIRECTION if not given.files or f.endswith(tuple(given.files))]
    if given.list:
        for file in files:
            for mutant in mutants_of(file, (ROOT / file).read_text("utf-8")):
                print(f"{file}:{mutant.line}  {mutant.change}  |  {mutant.source}")
        return
    children = []
    for part in range(given.jobs):
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                status = min(1, work(files, given.sample, part, given.jobs))
            finally:
                sys.stdout.flush()
                os._exit(status)
        children.append(pid)
    failed = [pid for pid in children if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])]
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
