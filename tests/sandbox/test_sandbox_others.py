"""What student code can do to other processes, over the network, and to the kernel."""

import contextlib
import errno
import os
import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from confined import ROOT, Refused, Student, Zygote
from conftest import Place

from autograde.run.sandbox import Policy, Tier, default_read_only_paths
from autograde.run.sandbox import syscall_table as table

SYSCALL = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
def call(number, *arguments):
    if libc.syscall(ctypes.c_long(number), *arguments) == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
"""


def column() -> int:
    return table.ARCHITECTURES[os.uname().machine][0]


@pytest.fixture
def listener() -> Iterator[tuple[int, str]]:
    """A TCP port and an abstract socket that something on this machine listens on."""
    name = f"autograde-test-{os.getpid()}"
    with socket.socket() as tcp, socket.socket(socket.AF_UNIX) as abstract:
        tcp.bind(("127.0.0.1", 0))
        tcp.listen()
        abstract.bind("\0" + name)
        abstract.listen()
        yield tcp.getsockname()[1], name


def test_no_tcp(student: Student, listener: tuple[int, str]) -> None:
    """A service on the same machine, such as a database, cannot be reached."""
    student.refuses(f"__import__('socket').create_connection(('127.0.0.1', {listener[0]}), 2)")


def test_no_udp_and_no_name_service(student: Student) -> None:
    """No datagram leaves, so that nothing can be told to the outside by asking for a name."""
    student.run("import socket")
    student.refuses(
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('1.1.1.1', 53))"
    )
    student.refuses("socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)")
    student.refuses("socket.getaddrinfo('example.com', 80)", "gaierror", "PermissionError")


@pytest.mark.parametrize("family", ["AF_NETLINK", "AF_PACKET", "AF_VSOCK"])
def test_no_other_kind_of_socket(student: Student, family: str) -> None:
    """Sockets to the kernel, to the wire and to a hypervisor are refused."""
    student.run("import socket")
    student.refuses(
        f"socket.socket(socket.{family}, socket.SOCK_RAW)",
        "PermissionError",
        "OSError",
    )


def test_no_abstract_socket_of_the_machine(student: Student, listener: tuple[int, str]) -> None:
    """Unix sockets without a file, such as a desktop's, cannot be reached."""
    student.refuses(
        f"(s := __import__('socket')).socket(s.AF_UNIX).connect({chr(0) + listener[1]!r})",
        "PermissionError",
        "ConnectionRefusedError",
    )


def test_no_named_socket_of_the_machine(student: Student, place: Place) -> None:
    """Unix sockets with a file, such as Docker's, cannot be reached."""
    path = str(place.path / "socket")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()
        Path(path).chmod(0o777)
        student.refuses(f"(s := __import__('socket')).socket(s.AF_UNIX).connect({path!r})")
    Path(path).unlink()


def test_other_processes_cannot_be_signalled(student: Student, zygote: Zygote) -> None:
    """Neither the grader nor a neighbour can be killed, or be asked whether it exists."""
    neighbour = zygote.spawn()
    try:
        for pid in (os.getpid(), neighbour.pid, zygote.process.pid):
            student.refuses(
                f"__import__('os').kill({pid}, 0)", "PermissionError", "ProcessLookupError"
            )
        parent = student.run("import os; answer = os.getppid()")
        if parent:  # 0 in a pid namespace: there is none
            student.refuses(f"os.kill({parent}, 0)", "PermissionError", "ProcessLookupError")
        neighbour.run(
            "import signal; got = []\nsignal.signal(signal.SIGWINCH, lambda *_: got.append(1))"
        )
        # To everybody; of all signals one that is ignored by default, since a sandbox that fails
        # here would let it through to whatever else the same user runs.
        with contextlib.suppress(Refused):
            student.run("import signal; os.kill(-1, signal.SIGWINCH)")
        assert neighbour.run("answer = got") == []
    finally:
        neighbour.close()


@pytest.mark.parametrize("what", ["mem", "environ", "cmdline", "maps", "root"])
def test_other_processes_cannot_be_looked_into(student: Student, what: str) -> None:
    """/proc leads neither to the grader nor to the zygote."""
    parent = student.run("import os; answer = os.getppid()")
    for pid in {os.getpid(), parent} - {0}:
        student.refuses(f"os.listdir('/proc/{pid}/root') if {what == 'root'} else "
                        f"open('/proc/{pid}/{what}', 'rb').read(1)")  # fmt: skip


def test_proc_shows_no_other_process(boxed: Student, namespace_zygote: Zygote) -> None:
    """A student sees itself as the only process of the machine, neighbours or not."""
    neighbour = namespace_zygote.spawn()
    try:
        shown = "import os; answer = [os.getpid(), [n for n in os.listdir('/proc') if n.isdigit()]]"
        assert boxed.run(shown) == [1, ["1"]]
    finally:
        neighbour.close()


def test_the_machine_has_no_name(boxed: Student) -> None:
    """The name of the host is a neutral one."""
    assert boxed.run("import socket; answer = socket.gethostname()") == "sandbox"


def test_no_network_device(boxed: Student) -> None:
    """Its network has one device, the loop, and that is down."""
    names = "answer = [line.split(':')[0].strip() for line in open('/proc/net/dev')][2:]"
    assert boxed.run(names) == ["lo"]
    up = "answer = int(open('/proc/net/if_inet6').read() != '')"
    assert boxed.run(up) == 0


def test_refused_system_calls(student: Student) -> None:
    """Every system call on the list of refused ones is refused, whatever its arguments."""
    numbers = {name: n[column()] for name, n in table.REFUSED.items() if n[column()] is not None}
    # Most of them would need rights that are not there either; the filter answers before that.
    errors = student.run(
        SYSCALL + f"answer = {{}}\nfor name, number in {numbers!r}.items():\n"
        "  try: call(number, 0, 0, 0, 0, 0, 0); answer[name] = 0\n"
        "  except OSError as error: answer[name] = error.errno\n"
    )
    assert errors == dict.fromkeys(numbers, errno.EPERM)


def test_newer_system_calls_do_not_exist(student: Student) -> None:
    """What came after the filter was written, and clone3, is answered "not implemented"."""
    for number in (table.NEWEST_KNOWN + 1, 700, table.SPECIAL["clone3"][column()]):
        with pytest.raises(Refused, match="not implemented"):
            student.run(SYSCALL + f"call({number}, 0, 0, 0, 0, 0, 0)")


@pytest.mark.parametrize("flag", [0x20000, 0x10000000, 0x20000000, 0x40000000])
def test_no_new_namespaces_by_clone(student: Student, flag: int) -> None:
    """clone cannot make what unshare is refused."""
    number = table.SPECIAL["clone"][column()]
    student.run(SYSCALL)
    student.refuses(f"call({number}, ctypes.c_ulong({flag | 17}), 0, 0, 0, 0)")


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="x86 has two more sets of numbers")
def test_other_numberings_are_fatal(zygote: Zygote) -> None:
    """System calls by the numbers of x32 end the process."""
    student = zygote.spawn()
    try:
        student.start(SYSCALL + "call(0x40000000 | 39)")
        assert student.channel.recv(1) == b""
    finally:
        student.close()


def test_limits_of_others_cannot_be_touched(student: Student) -> None:
    """prlimit and sched_setaffinity work on oneself only."""
    student.run("import os, resource")
    for code in (f"resource.prlimit({os.getpid()}, resource.RLIMIT_CPU)",
                 f"os.sched_setaffinity({os.getpid()}, {{0}})"):  # fmt: skip
        student.refuses(code, "PermissionError", "ProcessLookupError")
    assert student.run("os.sched_setaffinity(0, os.sched_getaffinity(0)); answer = 1") == 1


def test_no_rights_are_left(student: Student) -> None:
    """Not root, no capability in any set, no way to gain one, first to go without memory."""
    uid, gid, adj = student.run(
        "import os; answer = [os.getuid(), os.getgid(), 0]\n"
        "try: answer[2] = int(open('/proc/self/oom_score_adj').read())\n"
        "except OSError: pass"
    )
    assert uid != 0
    assert gid != 0
    status = Path(f"/proc/{student.pid}/status").read_text()
    for name in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
        assert re.search(rf"{name}:\s+0+\n", status), name
    assert re.search(r"NoNewPrivs:\s+1\n", status)
    assert re.search(r"Seccomp:\s+2\n", status)
    assert Path(f"/proc/{student.pid}/oom_score_adj").read_text().strip() == "1000"
    assert adj in (0, 1000)


def test_becoming_root_is_refused(student: Student) -> None:
    """setuid to 0 fails."""
    student.run("import os")
    for code in ("os.setuid(0)", "os.setresuid(0, 0, 0)", "os.setgid(0)"):
        student.refuses(code, "PermissionError", "OSError")


def test_limits_cannot_be_raised(student: Student) -> None:
    """Resource limits can be lowered, not raised."""
    student.run("import resource as r")
    student.refuses("r.setrlimit(r.RLIMIT_AS, (r.RLIM_INFINITY, r.RLIM_INFINITY))", "ValueError")


def test_a_crash_is_not_reported_to_the_machine(student: Student) -> None:
    """No core is written, nor handed to a collector, and the limit that says so stays."""
    assert (
        "Max core file size        1                    1"
        in Path(f"/proc/{student.pid}/limits").read_text()
    )
    student.run("import resource as r")
    student.refuses("r.setrlimit(r.RLIMIT_CORE, (0, 0))", "PermissionError", "ValueError")


def test_programs_cannot_be_started(student: Student) -> None:
    """`!command` fails with a plain error."""
    student.refuses("__import__('subprocess').run(['/bin/true'])")
    student.refuses("__import__('os').execv('/bin/true', ['true'])")


@pytest.mark.skipif(not ROOT, reason="making a setuid program needs root")
def test_setuid_programs_give_nothing(place: Place, tiers: list[Tier]) -> None:
    """Where starting programs is allowed, one that belongs to root runs as the student."""
    if "namespaces" not in tiers:
        pytest.skip("this machine has no namespaces tier")
    tools = place.path / "tools"
    tools.mkdir()
    program = Path(shutil.copy(shutil.which("id") or "/usr/bin/id", tools / "id"))
    program.chmod(0o4755)
    paths = default_read_only_paths(extra=[tools], programs=True)
    policy = Policy(read_only=paths, allow_exec=True, scratch=place.scratch(0))
    zygote = Zygote(policy)
    student = zygote.spawn()
    try:
        code = (
            "import subprocess as s; answer = s.run([{!r}, '-u'], capture_output=True, text=True)"
        )
        got = student.run(code.format(str(program)) + ".stdout")
        assert got.strip() == str(policy.sandbox_uid)
    finally:
        student.close()
        zygote.close()
