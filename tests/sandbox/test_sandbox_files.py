"""What student code can read and write."""

import contextlib
import os
import tempfile
from pathlib import Path

import pytest
from confined import Gone, Refused, Student, Zygote
from conftest import Place

import autograde


def installed_below_tmp(student: Student) -> set[str]:
    """Names that are seen in a private /tmp, because Python or this package lies below /tmp."""
    return {Path(p).parts[2] for p in student.policy.read_only if p.startswith("/tmp/")}


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/etc/shadow",
        "/etc/hostname",
        "/root/.bashrc",
        "/home",
        "/var/log",
        "/sys/kernel",
        "/dev/mem",
        "/dev/tty",
        "/run",
    ],
)
def test_the_machine_s_files_cannot_be_read(student: Student, path: str) -> None:
    """Neither accounts nor homes nor logs nor devices can be opened or listed."""
    student.refuses(f"(__import__('os').listdir if {Path(path).is_dir()} else open)({path!r})")


def test_the_course_cannot_be_read(student: Student, place: Place) -> None:
    """Hidden tests cannot be opened or listed, though every user of the machine may."""
    student.refuses(f"open({str(place.hidden_test)!r}).read()")
    student.refuses(f"__import__('os').listdir({str(place.hidden_test.parent)!r})")


def test_another_student_cannot_be_read(student: Student, place: Place) -> None:
    """Other submissions cannot be opened."""
    student.refuses(f"open({str(place.other_student)!r}).read()")


def test_the_repository_around_the_package_cannot_be_read(student: Student) -> None:
    """Of the place where this package is installed only the package can be read."""
    package = Path(autograde.__file__).parent
    assert student.run(f"answer = len(open({str(package / 'errors.py')!r}).read())") > 0
    student.refuses(f"open({str(package.parent / 'pyproject.toml')!r}).read()")
    student.refuses(f"__import__('os').listdir({str(package.parent / 'tests')!r})")


def test_a_way_around_by_links_leads_nowhere(student: Student, place: Place) -> None:
    """A symbolic or hard link to a file out of reach does not bring it into reach."""
    secret = str(place.hidden_test)
    student.run(f"import os; os.symlink({secret!r}, 'link')")
    student.refuses("open('link').read()")
    student.refuses(
        f"os.link({secret!r}, 'hard')", "PermissionError", "FileNotFoundError", "OSError"
    )


@pytest.mark.parametrize("where", ["autograde", "site", "/usr/lib", "/etc", "/dev", "/", "course"])
def test_nothing_outside_can_be_written(student: Student, place: Place, where: str) -> None:
    """The package, site-packages, system directories and the course stay as they are."""
    directories = {
        "autograde": str(Path(autograde.__file__).parent),
        "site": os.path.dirname(os.path.dirname(pytest.__file__)),  # noqa: PTH120
        "course": str(place.path / "course"),
    }
    directory = directories.get(where, where)
    student.refuses(
        f"open({directory + '/written'!r}, 'w')", "PermissionError", "FileNotFoundError", "OSError"
    )
    assert not Path(directory, "written").exists()


def test_existing_files_cannot_be_changed(student: Student) -> None:
    """Opening for writing, truncating, renaming and deleting code of ours is refused."""
    file = str(Path(autograde.__file__))
    size = Path(file).stat().st_size
    student.run("import os")
    for attempt in (f"open({file!r}, 'r+')", f"os.truncate({file!r}, 0)", f"os.unlink({file!r})",
                    f"os.rename({file!r}, {file + 'x'!r})"):  # fmt: skip
        student.refuses(attempt, "PermissionError", "OSError")
    assert Path(file).stat().st_size == size


def test_modes_and_times_cannot_be_changed(student: Student, place: Place) -> None:
    """chmod, chown and utime do nothing to files outside, even to those of the same user."""
    victim = Path(student.policy.scratch, "victim")
    victim.write_text("x")
    os.chown(victim, *(Path(student.policy.scratch).stat().st_uid,) * 2)
    victim.chmod(0o600)
    before = victim.stat()
    for code in (f"os.chmod({str(victim)!r}, 0)", f"os.utime({str(victim)!r}, (1, 1))"):
        with contextlib.suppress(Refused):
            student.run(f"import os; {code}")
    assert (victim.stat().st_mode, victim.stat().st_mtime) == (before.st_mode, before.st_mtime)


def test_its_own_directory_is_writable_and_forgotten(zygote: Zygote) -> None:
    """A student can write in its directory and for temporary files; the next one sees nothing."""
    first, second = zygote.spawn(), zygote.spawn()
    try:
        first.run(
            "import os, tempfile\n"
            "open('left', 'w').write('x'); os.mkdir('d')\n"
            "handle, name = tempfile.mkstemp(); os.write(handle, b'x')\n"
            "open(os.path.expanduser('~/left2'), 'w').write('x')\n"
        )
        for code in ("os.path.exists('left')", "os.path.exists(os.path.expanduser('~/left2'))"):
            assert second.run(f"import os; answer = {code}") is False
        left = second.run(
            "answer = [n for n in os.listdir('.') + os.listdir(os.environ['TMPDIR'])"
            " if not n.startswith('.')]"
        )
        assert set(left) <= installed_below_tmp(second)
    finally:
        first.close()
        second.close()
    assert not list(Path(zygote.policy.scratch).glob("student-*"))


def test_files_for_the_machine_are_not_shared(boxed: Student, namespace_zygote: Zygote) -> None:
    """/tmp and /dev/shm are the student's own: nothing of the host's, nothing left on it."""
    name = f"left-by-{boxed.pid}"
    boxed.run(f"for d in ('/tmp', '/dev/shm'): open(f'{{d}}/{name}', 'w').write('x')")
    assert not Path(tempfile.gettempdir(), name).exists()
    assert not Path("/dev/shm", name).exists()
    other = namespace_zygote.spawn()
    try:
        seen = other.run("import os; answer = os.listdir('/dev/shm') + os.listdir('/tmp')")
        assert set(seen) <= installed_below_tmp(other)
    finally:
        other.close()


def test_the_disk_limit_holds_for_all_files_together(boxed: Student) -> None:
    """Filling the disk ends with "no space left", in whichever directories it is tried."""
    code = (
        "n = 0\n"
        "try:\n"
        "    for i in range(300):\n"
        "        for d in ('.', '/tmp', '/dev/shm'):\n"
        "            n += open(f'{d}/f{i}', 'wb', buffering=0).write(bytes(1 << 20))\n"
        "except OSError as error: answer = [n >> 20, error.strerror]\n"
    )
    megabytes, why = boxed.run(code)
    assert megabytes <= boxed.policy.disk_mb
    assert why == "No space left on device"


def test_the_number_of_files_is_limited(boxed: Student) -> None:
    """A flood of empty files ends with "no space left"."""
    boxed.refuses("[open(f'f{i}', 'w').close() for i in range(100_000)]", "OSError")
    assert boxed.run("import os; answer = len(os.listdir('.'))") <= boxed.policy.disk_files


def test_a_large_file_is_refused(student: Student) -> None:
    """One file above the limit is refused, also a sparse one of 10 GB."""
    student.refuses("open('sparse', 'w').truncate(10 << 30)", "OSError")
    student.refuses("open('large', 'wb').write(bytes(64 << 20))", "OSError")


def test_descriptors_are_closed(student: Student) -> None:
    """Nothing but the channel is open, and standard streams lead nowhere."""
    open_ones = student.run(
        "import os\n"
        "answer = {}\n"
        "for fd in range(1024):\n"
        "    try: answer[fd] = os.fstat(fd).st_rdev\n"
        "    except OSError: pass\n"
        "answer['channel'] = channel.fileno()\n"
    )
    channel = open_ones.pop("channel")
    null = os.stat("/dev/null").st_rdev  # noqa: PTH116 - beside the same call above
    assert open_ones == {"0": null, "1": null, "2": null, str(channel): 0}


def test_the_number_of_descriptors_is_limited(student: Student) -> None:
    """Opening files without end raises in the student, and costs nobody else anything."""
    student.refuses("[open('/dev/null') for _ in range(10_000)]", "OSError")


def test_the_environment_is_new(student: Student) -> None:
    """No variable of the zygote's but harmless ones; directories lead to a writable place."""
    environment = student.run("import os; answer = dict(os.environ)")
    assert "ZYGOTE_ONLY" not in environment
    home = environment["HOME"]
    assert environment["MPLCONFIGDIR"].startswith(home)
    assert environment["IPYTHONDIR"].startswith(home)
    assert student.run("import tempfile; answer = [os.getcwd(), tempfile.gettempdir()]") == [
        home,
        environment["TMPDIR"],
    ]


def test_the_start_of_the_zygote_is_wiped(student: Student) -> None:
    """/proc shows neither arguments nor variables that the zygote was started with."""
    process = Path(f"/proc/{student.pid}")
    assert b"ZYGOTE_ONLY" not in (process / "environ").read_bytes()
    assert (process / "cmdline").read_bytes().rstrip(b"\0") == b"autograde-student"


def test_whatever_was_left_is_deleted(landlock_zygote: Zygote) -> None:
    """Thousands of nested directories, locked ones, links and long names: all are gone."""
    student = landlock_zygote.spawn()
    student.run(
        "import os\n"
        "os.mkdir('locked'); open('locked/f', 'w'); os.mkdir('locked/in', 0)\n"
        "os.symlink('/', 'link'); os.mkfifo('pipe')\n"
        "for i in range(3000): os.mkdir('n' * 200); os.chdir('n' * 200)\n"
    )
    student.close()
    assert not list(Path(landlock_zygote.policy.scratch).glob("student-*"))


def test_a_student_that_breaks_its_channel_is_gone(student: Student) -> None:
    """Closing every descriptor ends the conversation, not the grader."""
    with pytest.raises(Gone):
        student.run("import os; os.closerange(0, 1000)")
