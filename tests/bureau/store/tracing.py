"""What a piece of code asks of the disk, one system call at a time.

The code runs in a forked child that is traced (ptrace). Every call that changes a file below a
folder is written down when it has succeeded, so that the folder can be rebuilt in memory as it was
after any number of calls: exactly what kill -9 at that point would have left. From the calls that
sync, it is also known what a power cut could have undone. A call can be made to fail, too.

Linux only; :data:`WHY_NOT` says why it cannot be done where it cannot.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_TRACEME, _SYSCALL, _SETOPTIONS = 0, 24, 0x4200
_GETREGS, _SETREGS, _INFO = 12, 13, 0x420E
_GOOD_AND_EXITKILL: Final = 1 | 0x100000
_ENTRY, _EXIT = 1, 2
_ORIG_RAX, _RAX = 15, 10
_HERE: Final = (1 << 64) - 100 & 0xFFFFFFFF

_X86_64: Final = {
    1: "write", 18: "pwrite", 77: "ftruncate", 74: "sync", 75: "sync", 40: "sendfile",
    326: "copy_file_range", 2: "open", 257: "openat", 82: "rename", 264: "renameat",
    316: "renameat", 83: "mkdir", 258: "mkdirat", 84: "rmdir", 87: "unlink", 263: "unlinkat",
    86: "link", 265: "linkat", 90: "chmod", 268: "chmodat",
}  # fmt: skip
_AARCH64: Final = {
    64: "write", 68: "pwrite", 46: "ftruncate", 82: "sync", 83: "sync", 71: "sendfile",
    285: "copy_file_range", 56: "openat", 38: "renameat", 276: "renameat", 34: "mkdirat",
    35: "unlinkat", 37: "linkat", 53: "chmodat",
}  # fmt: skip
_NAMES: Final = {"x86_64": _X86_64, "aarch64": _AARCH64}.get(platform.machine(), {})


@dataclass(frozen=True, slots=True)
class Call:
    """One call that changed something, or ``ack``: the moment at which the code reported success.

    ``kind`` is create, write, truncate, sync, sync_folder, rename, exchange, link, unlink, mkdir,
    rmdir or ack; paths are relative to the folder.
    """

    kind: str
    path: str = ""
    other: str = ""
    offset: int = 0
    content: bytes = b""


@dataclass(slots=True)
class Trace:
    """What was done, and how it ended: 0, or the traceback of the child."""

    calls: list[Call] = field(default_factory=list)
    failed: str = ""
    injected: bool = False


class _Info(ctypes.Structure):
    _fields_ = (
        ("op", ctypes.c_uint8),
        ("pad", ctypes.c_uint8 * 3),
        ("arch", ctypes.c_uint32),
        ("ip", ctypes.c_uint64),
        ("sp", ctypes.c_uint64),
        ("nr", ctypes.c_int64),
        ("args", ctypes.c_uint64 * 6),
    )


def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    libc.ptrace.restype = ctypes.c_long
    return libc


def trace(
    folder: Path,
    action: Callable[[Callable[[], None]], None],
    *,
    stop_at: int | None = None,
    fail_at: int | None = None,
    error: int = 0,
) -> Trace:
    """Run ``action(ack)`` in a child and write down what it does below ``folder``.

    ``stop_at=n`` kills the child (SIGKILL) when it is about to make the call number n, counted
    from 0; ``fail_at=n`` makes that call fail with ``error`` instead (x86_64 only).
    """
    folder = folder.resolve()
    ack_read, ack_write = os.pipe()
    said_read, said_write = os.pipe()
    with warnings.catch_warnings():
        # Python warns for threads of the test runner; the child touches none of them.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        _child(action, ack_write, said_write)
    os.close(ack_write)
    os.close(said_write)
    try:
        done = _follow(pid, folder, ack_write, stop_at, fail_at, error)
        with os.fdopen(os.dup(said_read), "rb") as said:
            done.failed = said.read().decode()
        return done
    finally:
        os.close(ack_read)
        os.close(said_read)


def _child(action: Callable[[Callable[[], None]], None], ack: int, said: int) -> None:
    status = 1
    try:
        _libc().ptrace(_TRACEME, 0, None, None)
        os.kill(os.getpid(), signal.SIGSTOP)
        action(lambda: _say(ack))
        status = 0
    except BaseException:
        os.write(said, traceback.format_exc().encode()[:60_000])
    finally:
        os._exit(status)


def _say(ack: int) -> None:
    os.write(ack, b"!")


def _follow(
    pid: int, folder: Path, ack: int, stop_at: int | None, fail_at: int | None, error: int
) -> Trace:
    libc, done = _libc(), Trace()
    os.waitpid(pid, 0)
    libc.ptrace(_SETOPTIONS, pid, None, _GOOD_AND_EXITKILL)
    info, pending, number, deliver = _Info(), None, -1, 0
    replace_result = False
    while True:
        if libc.ptrace(_SYSCALL, pid, None, deliver or None) < 0:
            raise OSError(ctypes.get_errno(), "ptrace")
        deliver = 0
        _, status = os.waitpid(pid, 0)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            return done
        if os.WSTOPSIG(status) != signal.SIGTRAP | 0x80:
            deliver = os.WSTOPSIG(status) if os.WSTOPSIG(status) != signal.SIGTRAP else 0
            continue
        libc.ptrace(_INFO, pid, ctypes.sizeof(info), ctypes.addressof(info))
        if info.op == _ENTRY:
            pending = _meant(pid, folder, ack, int(info.nr), tuple(info.args))
            if pending is None:
                continue
            number += 1
            if number == stop_at:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                return done
            if number == fail_at and pending.kind != "ack":
                _set_register(libc, pid, _ORIG_RAX, (1 << 64) - 1)
                replace_result = done.injected = True
        elif info.op == _EXIT and pending is not None:
            result = int(info.nr)
            if replace_result:
                _set_register(libc, pid, _RAX, (1 << 64) - error)
                replace_result, result = False, -error
            if result >= 0:
                done.calls.append(_happened(pending, result))
            pending = None


def _set_register(libc: ctypes.CDLL, pid: int, which: int, value: int) -> None:
    registers = (ctypes.c_uint64 * 27)()
    libc.ptrace(_GETREGS, pid, None, ctypes.addressof(registers))
    registers[which] = value
    libc.ptrace(_SETREGS, pid, None, ctypes.addressof(registers))


def _happened(call: Call, result: int) -> Call:
    if call.kind == "write" and result < len(call.content):
        return Call("write", call.path, offset=call.offset, content=call.content[:result])
    return call


def _meant(pid: int, folder: Path, ack: int, nr: int, args: tuple[int, ...]) -> Call | None:
    """What the call is going to change below the folder, or None."""
    name = _NAMES.get(nr)
    if name is None:
        return None
    if name in ("write", "pwrite", "ftruncate", "sync", "sendfile", "copy_file_range"):
        return _meant_for_open_file(pid, folder, ack, name, args)
    if name in ("open", "openat"):
        return _meant_by_open(pid, folder, args if name == "openat" else (_HERE, *args))
    if name in ("rename", "link"):
        args = (_HERE, args[0], _HERE, args[1], 0)
        name += "at"
    if name in ("renameat", "linkat"):
        first = _path(pid, folder, args[0], args[1])
        second = _path(pid, folder, args[2], args[3])
        if first is None or second is None:
            return None
        if name == "linkat":
            return Call("link", first, second)
        flags = args[4] if nr in (316, 276) else 0
        return Call("exchange" if flags & 2 else "rename", first, second)
    at = name.endswith("at")
    path = _path(pid, folder, *(args[:2] if at else (_HERE, args[0])))
    kind = name.removesuffix("at")
    if path is None or kind == "chmod":
        return None
    if kind == "unlink" and at and args[2] & 0x200:
        kind = "rmdir"
    return Call(kind, path)


def _meant_for_open_file(
    pid: int, folder: Path, ack: int, name: str, args: tuple[int, ...]
) -> Call | None:
    number = args[2] if name == "copy_file_range" else args[0]
    if name == "write" and number == ack:
        return Call("ack")
    path = _open_path(pid, folder, number)
    if path is None:
        return None
    if name == "sync":
        return Call("sync_folder" if (folder / path).is_dir() else "sync", path)
    if name == "ftruncate":
        return Call("truncate", path, offset=args[1])
    if name in ("write", "pwrite"):
        offset = args[3] if name == "pwrite" else _position(pid, number)
        return Call("write", path, offset=offset, content=_memory(pid, args[1], args[2]))
    source = args[1] if name == "sendfile" else args[0]
    length = args[3] if name == "sendfile" else args[4]
    with Path(f"/proc/{pid}/fd/{source}").open("rb") as opened:
        opened.seek(_position(pid, source))
        content = opened.read(length)
    return Call("write", path, offset=_position(pid, number), content=content)


def _meant_by_open(pid: int, folder: Path, args: tuple[int, ...]) -> Call | None:
    flags = args[2]
    if not flags & (os.O_CREAT | os.O_TRUNC):
        return None
    path = _path(pid, folder, args[0], args[1])
    if path is None:
        return None
    if not (folder / path).exists():
        return Call("create", path) if flags & os.O_CREAT else None
    return Call("truncate", path) if flags & os.O_TRUNC else None


def _memory(pid: int, address: int, length: int) -> bytes:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        return memory.read(length)


def _position(pid: int, number: int) -> int:
    return int(Path(f"/proc/{pid}/fdinfo/{number}").read_text().split()[1])


def _open_path(pid: int, folder: Path, number: int) -> str | None:
    try:
        path = Path(f"/proc/{pid}/fd/{number}").readlink()
    except OSError:
        return None
    return _below(folder, str(path))


def _path(pid: int, folder: Path, base: int, address: int) -> str | None:
    text = b""
    while b"\0" not in text:
        page = 4096 - (address + len(text)) % 4096
        text += _memory(pid, address + len(text), min(page, 256))
    path = text.split(b"\0")[0].decode(errors="surrogateescape")
    if not path.startswith("/"):
        start = "cwd" if base & 0xFFFFFFFF == _HERE else f"fd/{base}"
        path = str(Path(f"/proc/{pid}/{start}").readlink() / path)
    return _below(folder, path)


def _below(folder: Path, path: str) -> str | None:
    prefix = str(folder)
    if path == prefix:
        return "."
    return path[len(prefix) + 1 :] if path.startswith(prefix + "/") else None


def why_not() -> str:
    """Empty where tracing works; else the reason, for a test that is skipped."""
    if not sys.platform.startswith("linux") or not _NAMES:
        return f"no tracing on {sys.platform} {platform.machine()}"
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        try:
            done = trace(Path(name), lambda ack: ack())
        except OSError as error:
            return f"ptrace is not allowed here: {error}"
    return "" if [call.kind for call in done.calls] == ["ack"] else "ptrace shows no calls here"


CAN_INJECT: Final = platform.machine() == "x86_64" and struct.calcsize("P") == 8
WHY_NOT: Final = why_not()
