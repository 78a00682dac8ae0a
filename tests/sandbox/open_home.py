"""
Start a program as an unprivileged user although Python lies in somebody's private home.

    python open_home.py UID PROGRAM ARGUMENT ...

Where a directory above Python or above this repository is closed to others, as /root is, the
program sees a copy of it that holds nothing but the way to what it needs. Only the program does:
it gets mounts of its own. Needs root. UID 0 opens the way and stays root.
"""

import itertools
import os
import sys
import tempfile
from pathlib import Path

from autograde.run.sandbox import syscalls as sc


def open_way_to(path: Path) -> None:
    """Let everybody pass through the directories above path."""
    way = [*reversed(path.parents), path]
    for closed, inner in itertools.pairwise(way):
        if closed.stat().st_mode & 0o005 == 0o005:
            continue
        stage = tempfile.mkdtemp()
        sc.mount(str(inner), stage, flags=sc.MS_BIND | sc.MS_REC)
        sc.mount("tmpfs", str(closed), "tmpfs", 0, "size=1m,mode=0755")
        inner.mkdir()
        sc.mount(stage, str(inner), flags=sc.MS_BIND | sc.MS_REC)
        sc.unmount(stage)
        Path(stage).rmdir()


def main() -> None:
    """Open the ways, become the user, become the program."""
    uid, program = int(sys.argv[1]), sys.argv[2:]
    sc.unshare(sc.CLONE_NEWNS)
    sc.mount("none", "/", flags=sc.MS_REC | sc.MS_PRIVATE)
    for path in (sys.base_prefix, sys.prefix, sys.path[0], Path(sc.__file__).parent):
        open_way_to(Path(path))
    if uid:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    os.execv(program[0], program)


if __name__ == "__main__":
    main()
