"""What of the machine must be the same after a batch: files, processes, sockets, shared memory."""

from __future__ import annotations

import contextlib
import hashlib
import os
import site
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograde.run.sandbox import syscalls as sc
from autograde.run.sandbox.process import tree

MARK = f"autograde-hostile{os.environ.get('PYTEST_XDIST_WORKER', '')}"
"""Part of every name that an attack gives to what it leaves behind; not that of another worker."""
_SHM = Path("/dev/shm")
_SOCKETS = {"tcp": "0A", "tcp6": "0A", "udp": "07", "udp6": "07", "unix": "00010000"}
_PATIENCE_SECONDS = 10.0


@dataclass(frozen=True)
class World:
    """
    The machine at one moment.

    Args:
        files: A hash of each file of the watched folders and of the files that a shell or a
            Python reads at its start; names of what attacks leave in well-known places.

        shared: Names in /dev/shm.

        listening: (protocol, address, inode) of sockets that wait for somebody.
    """

    files: dict[str, str]
    shared: frozenset[str]
    listening: frozenset[tuple[str, str, str]]

    @classmethod
    def now(cls, folders: Iterable[Path]) -> World:
        """Look."""
        files = {str(p): _fingerprint(p) for top in folders for p in sorted(top.rglob("*"))}
        for name in (".bashrc", ".profile", ".bash_profile", ".pythonrc.py", ".ssh", ".netrc"):
            files[f"~/{name}"] = _fingerprint(Path.home() / name)
        for top in (*site.getsitepackages(), "/", "/tmp", "/var/tmp", str(Path.home())):
            for name in os.listdir(top):
                if MARK in name or name.endswith((".pth", "customize.py")):
                    files[f"{top}/{name}"] = "there"
        shared = frozenset(os.listdir(_SHM)) if _SHM.is_dir() else frozenset[str]()
        return cls(files, shared, frozenset(_listening()))

    def differences(self, before: World) -> list[str]:
        """
        What has changed since. What other programs of this machine hold does not count.
        """
        changed = [
            f"file {path}"
            for path in sorted(self.files.keys() | before.files.keys())
            if self.files.get(path) != before.files.get(path)
            # The grader's own, when it reads the checks for the first time.
            and not ("__pycache__" in path and path not in before.files)
        ]
        fresh = self.shared - before.shared
        changed += [f"shared memory {name}" for name in sorted(fresh) if not _held(str(_SHM), name)]
        changed += [
            f"{kind} socket {address}"
            for kind, address, inode in sorted(self.listening - before.listening)
            if MARK in address or not _held("socket:", f"[{inode}]")
        ]
        return changed


def _fingerprint(path: Path) -> str:
    if path.is_symlink():
        return f"link to {path.readlink()}"
    if not path.is_file():
        return "folder" if path.is_dir() else "special" if path.exists() else "absent"
    if path.stat().st_size > 64 << 20:
        return f"{path.stat().st_size} bytes"
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _listening() -> Iterator[tuple[str, str, str]]:
    for kind, state in _SOCKETS.items():
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/net/{kind}").read_text(errors="replace").splitlines()[1:]:
                fields = line.split()
                if kind == "unix" and fields[3] == state:
                    yield kind, " ".join(fields[7:]), fields[6]
                elif kind != "unix" and fields[3] == state and int(fields[7]) == os.geteuid():
                    yield kind, fields[1], fields[9]


def _held(prefix: str, rest: str) -> bool:
    """Whether a process that is not ours holds it open, or nobody may know."""
    ours = set(tree(os.getpid()))
    blind = False
    for process in Path("/proc").glob("[0-9]*"):
        if int(process.name) in ours:
            continue
        try:
            for descriptor in (process / "fd").iterdir():
                with contextlib.suppress(OSError):
                    target = str(descriptor.readlink())
                    if target.startswith(prefix) and rest in target:
                        return True
            if rest in (process / "maps").read_text(errors="replace"):
                return True
        except PermissionError:
            blind = True
        except OSError:
            continue
    return blind


@contextlib.contextmanager
def ends_all_processes() -> Iterator[Callable[[], list[str]]]:
    """
    Within, whatever is orphaned below this process becomes its child, so that nothing gets away.

    Yields:
        A function that waits until all descendants that were not there before have ended, and
        names those that have not.
    """
    before = set(tree(os.getpid()))
    sc.prctl(sc.PR_SET_CHILD_SUBREAPER, 1)

    def survivors() -> list[str]:
        end = time.monotonic() + _PATIENCE_SECONDS
        while left := _alive(set(tree(os.getpid())) - before):
            if time.monotonic() > end:
                return left
            time.sleep(0.05)
        return []

    try:
        yield survivors
    finally:
        sc.prctl(sc.PR_SET_CHILD_SUBREAPER, 0)


def _alive(pids: Iterable[int]) -> list[str]:
    found = []
    for pid in pids:
        with contextlib.suppress(OSError):
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            if state in "ZX":
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)
            else:
                found.append(f"{pid} {Path(f'/proc/{pid}/cmdline').read_text()[:80]!r}")
    return found
