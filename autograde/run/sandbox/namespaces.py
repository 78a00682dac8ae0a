"""
The namespace layer: a machine of its own for the zygote, and one within it for each student.

A process in new user, mount, pid, net, ipc and uts namespaces sees a file system that we build,
no network device, and no process but its own; and it may do all that without being root, since
inside its user namespace it holds every capability. Two steps, because the first costs tens of
milliseconds and the second must not:

1. `enter_zygote`, once. A new root, empty but for read-only binds of what Python needs. The
   zygote becomes process 1 of a pid namespace, so that all students die with it. As root the
   binds come first, while everything can be read, and then the uid is given up for good.
2. `fork` and `enter`, for each student. Process 1 of a pid namespace of its own (killing it
   kills everything that it started), a private /proc, and one tmpfs, limited in bytes and in
   files, behind its home directory, /tmp and /dev/shm. Then one more user namespace: mounts
   made before it can no longer be undone, and limits on processes count from zero in it.

Gap: the kernel itself. A student's process talks to the same kernel as the grader; `seccomp`
narrows what it can say.
"""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

from autograde.run.sandbox import syscalls as sc
from autograde.run.sandbox.policy import DEVICES, HOME, Policy

_OLD = "/.old"
_PRIVATE = sc.MS_NOSUID | sc.MS_NODEV
_PROC = _PRIVATE | sc.MS_NOEXEC
_HARMLESS = sc.MOUNT_ATTR_RDONLY | sc.MOUNT_ATTR_NOSUID | sc.MOUNT_ATTR_NODEV
_ZYGOTE_TMP_MB = 16

# Set in the zygote by enter_zygote: the namespace to come back to after each fork, and the
# read-only paths that a private /tmp or /dev/shm would hide.
_own_pid_namespace = -1
_hidden: tuple[str, ...] = ()


def enter_zygote(policy: Policy) -> None:
    """
    Move the calling process into a small machine of its own. It must have one thread.

    Forks: the caller goes on in the child, as process 1 of a new pid namespace. The parent
    waits for it, outside, with every descriptor closed but standard error, and ends as it ends;
    if the parent is killed, so is the child.

    Raises:
        OSError: If the machine does not allow one of the steps.
    """
    root = os.geteuid() == 0
    if not root:
        new_user_namespace()
    sc.unshare(sc.CLONE_NEWNS | sc.CLONE_NEWNET | sc.CLONE_NEWIPC | sc.CLONE_NEWUTS)
    sc.sethostname("sandbox")
    _build_root(policy.read_only)
    if root:
        drop_root(policy.sandbox_uid)
        new_user_namespace()
        sc.unshare(sc.CLONE_NEWNS)  # one that this user namespace owns
    _become_process_1()
    global _own_pid_namespace
    _own_pid_namespace = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)


def new_user_namespace() -> None:
    """Enter a user namespace that knows the caller's own ids only, and hold all rights in it."""
    uid, gid = os.geteuid(), os.getegid()
    sc.unshare(sc.CLONE_NEWUSER)
    # Group ids may only be mapped without being root once setgroups is given up.
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {uid} 1"),
        ("gid_map", f"{gid} {gid} 1"),
    ):
        fd = os.open(f"/proc/self/{name}", os.O_WRONLY)
        try:
            os.write(fd, text.encode())
        finally:
            os.close(fd)


def drop_root(uid: int) -> None:
    """
    Become an unprivileged user, irrevocably. Inside a container whose user namespace does not
    know that id, root is already somebody unprivileged outside, and is kept.
    """
    os.setgroups([])
    try:
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    # A change of uid hides /proc/self from its owner; the maps and oom_score_adj lie there.
    sc.prctl(sc.PR_SET_DUMPABLE, 1)


def _build_root(read_only: tuple[str, ...]) -> None:
    global _hidden
    binds, links = _plan(read_only)
    sc.mount("none", "/", flags=sc.MS_REC | sc.MS_PRIVATE)
    # /tmp is only a place to stand on: once the tmpfs on it has become the root, the real /tmp
    # is in sight again below the old root, and what lies in it can be bound like the rest.
    sc.mount("tmpfs", "/tmp", "tmpfs", _PRIVATE, "size=1m,nr_inodes=8192,mode=0755")
    Path("/tmp" + _OLD).mkdir()
    sc.pivot_root("/tmp", "/tmp" + _OLD)
    os.chdir("/")
    for directory in (HOME, "/tmp", "/proc", "/dev/shm"):
        Path(directory).mkdir(parents=True)
    sc.mount("tmpfs", "/tmp", "tmpfs", _PRIVATE, f"size={_ZYGOTE_TMP_MB}m,mode=1777")
    for link, target in links:
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target)
    for path in binds:
        bind(_OLD + path, path)
        sc.restrict_mount(path, _HARMLESS)
    for path in DEVICES:
        bind(_OLD + path, path)
        sc.restrict_mount(path, sc.MOUNT_ATTR_NOSUID | sc.MOUNT_ATTR_NOEXEC)
    for name, target in (("fd", ""), ("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2")):
        Path("/dev", name).symlink_to(f"/proc/self/fd{target}")
    # Whoever wants to mount a new /proc must see one already. The real one is under the new
    # ones from here on, out of reach without the right to unmount.
    sc.mount(_OLD + "/proc", "/proc", flags=sc.MS_BIND | sc.MS_REC)
    sc.unmount(_OLD)
    Path(_OLD).rmdir()
    sc.restrict_mount("/", _HARMLESS, recursive=False)
    _hidden = tuple(path for path in binds if path.startswith(("/tmp/", "/dev/shm/")))


def _plan(paths: tuple[str, ...]) -> tuple[list[str], list[tuple[Path, str]]]:
    """
    Split paths into what to bind, none of it a symbolic link or behind one, and the links to
    set so that each path is found under the name that it was given.
    """
    real: set[Path] = set()
    links: dict[Path, str] = {}
    todo, seen = [Path(path) for path in paths], set[Path]()
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        link = next((step for step in [*reversed(path.parents), path] if step.is_symlink()), None)
        if link is not None:
            links[link] = str(link.readlink())
            target = link.parent / links[link] / path.relative_to(link)
            todo.append(Path(os.path.normpath(target)))
        elif path.exists():
            real.add(path)

    def shown(path: Path) -> bool:
        """Whether it lies in a directory that is bound anyway."""
        return not real.isdisjoint(path.parents)

    binds = [str(path) for path in sorted(real) if not shown(path)]
    return binds, [(link, to) for link, to in sorted(links.items()) if not shown(link)]


def bind(source: str, target: str) -> None:
    """Show a file or directory a second time at target, which is made for it."""
    place = Path(target)
    if Path(source).is_dir():
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    sc.mount(source, target, flags=sc.MS_BIND | sc.MS_REC)


def _become_process_1() -> None:
    sc.unshare(sc.CLONE_NEWPID)
    pid = os.fork()
    if pid:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sc.close_all_but({2})
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        os._exit(code if code >= 0 else 128 - code)
    sc.prctl(sc.PR_SET_PDEATHSIG, signal.SIGKILL)
    sc.mount("proc", "/proc", "proc", _PROC)


def fork() -> int:
    """Fork like os.fork, in the zygote; the child is process 1 of a new pid namespace."""
    sc.unshare(sc.CLONE_NEWPID)
    pid = -1
    try:
        pid = os.fork()
    finally:
        if pid:
            sc.setns(_own_pid_namespace, sc.CLONE_NEWPID)
    return pid


def enter(policy: Policy) -> None:
    """
    In a child of `fork`: private mounts, /proc and ipc, and a user namespace without a way back.

    The working directory is HOME afterwards. All capabilities are held until `limits` drops
    them.
    """
    sc.unshare(sc.CLONE_NEWNS | sc.CLONE_NEWIPC)
    sc.mount(
        "tmpfs",
        HOME,
        "tmpfs",
        _PRIVATE,
        f"size={policy.disk_mb}m,nr_inodes={policy.disk_files},mode=0700",
    )
    for shown, kept in (("/tmp", HOME + "/.tmp"), ("/dev/shm", HOME + "/.shm")):
        Path(kept).mkdir(0o700)
        for path in _hidden:
            if path.startswith(shown + "/"):
                bind(path, kept + path[len(shown) :])
        sc.mount(kept, shown, flags=sc.MS_BIND | sc.MS_REC)
    sc.mount("proc", "/proc", "proc", _PROC)
    os.chdir(HOME)
    new_user_namespace()


def probe(policy: Policy) -> tuple[bool, str]:
    """Say whether this machine allows all of it, by doing all of it in a throw-away child."""

    def trial() -> str:
        enter_zygote(policy)
        read_end, write_end = os.pipe()
        pid = fork()
        if pid == 0:
            try:
                enter(policy)
                answer = "yes" if os.getpid() == 1 else "its process has a foreign number"
            except OSError as error:
                answer = str(error)
            os.write(write_end, answer.encode())
            os._exit(0)
        os.close(write_end)
        answer = os.read(read_end, 4000).decode() or "the trial was killed"
        os.waitpid(pid, 0)
        if answer != "yes":
            raise OSError(errno.EPERM, answer)
        return "user, mount, pid, net, ipc and uts namespaces, a private root and /proc"

    return sc.attempt(trial)
