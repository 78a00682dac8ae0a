"""Archives that are made to do harm are refused whole, before anything is written."""

import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lms.exports import notebook, raw_zip, zip_of

from autograde.cli import main
from autograde.collect.archive import open_source
from autograde.collect.names import complaint, readable, same_file, student_complaint
from autograde.collect.placing import collect
from autograde.errors import UsageError

GOOD = "emmy/tiny.ipynb"


def refused(path, assignment):
    """The message; nothing was written anywhere."""
    root = assignment.course.root
    before = sorted(p for p in root.parent.rglob("*") if p != path)
    with pytest.raises(UsageError) as caught:
        collect(path, assignment)
    assert sorted(p for p in root.parent.rglob("*") if p != path) == before
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../evil.ipynb", "leads out of its folder"),
        ("emmy/../../evil.ipynb", "leads out of its folder"),
        ("/etc/cron.d/evil", "absolute path"),
        ("C:/evil.ipynb", "absolute path"),
        ("emmy\\..\\evil.ipynb", "backslash"),
        ("emmy/a\nb.ipynb", "control characters"),
        ("emmy/\u202egnp.ipynb", "invisible characters"),
        ("emmy/ti\u200bny.ipynb", "invisible characters"),
        ("emmy\uff0ftiny.ipynb", "looks like a slash"),
        ("emmy\u2215tiny.ipynb", "looks like a slash"),
        ("\uff0e\uff0e/evil.ipynb", "leads out of its folder"),
        ("emmy/CON", "device on Windows"),
        ("emmy/aux.ipynb", "device on Windows"),
        ("emmy/lpt1 .txt", "device on Windows"),
        ("emmy//tiny.ipynb", "empty part"),
        ("emmy/" + "x" * 300, "too long"),
        ("/".join(["d" * 200] * 7), "too long"),
    ],
)
def test_names_that_no_lms_writes(tiny_copy, tmp_path, name, why):
    """One bad name refuses the archive, and says which name and why."""
    path = zip_of({GOOD: notebook(), name: b"x"}, tmp_path / "s.zip")

    message = refused(path, tiny_copy)

    assert why in message
    assert "nothing was written" in message
    assert "\n" * 3 not in message
    assert "\u202e" not in message


def test_a_name_with_nul(tiny_copy, tmp_path):
    """What stands behind a NUL is not cut off silently."""
    path = zip_of({"emmy/tinyXipynb": notebook()}, tmp_path / "s.zip")
    path.write_bytes(path.read_bytes().replace(b"tinyXipynb", b"tiny\0ipynb"))

    assert "control characters" in refused(path, tiny_copy)


@pytest.mark.parametrize(
    ("mode", "why"),
    [(stat.S_IFLNK, "a link"), (stat.S_IFCHR, "a device"), (stat.S_IFIFO, "a device")],
)
def test_links_and_devices(tiny_copy, tmp_path, mode, why):
    """Whatever is no file or folder."""
    info = zipfile.ZipInfo("emmy/link")
    info.create_system, info.external_attr = 3, (mode | 0o777) << 16

    path = raw_zip(tmp_path / "s.zip", (zipfile.ZipInfo(GOOD), notebook()), (info, b"/etc/passwd"))

    assert why in refused(path, tiny_copy)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "other", [GOOD, "EMMY/tiny.ipynb", "emmy/tiny.ipynb/x", "emm\uff59/tiny.ipynb"]
)
def test_two_names_that_are_one_file(tiny_copy, tmp_path, other):
    """Twice the same, by case, by normal form, or a file that is also a folder."""
    path = raw_zip(
        tmp_path / "s.zip",
        (zipfile.ZipInfo(GOOD), notebook()),
        (zipfile.ZipInfo(other), notebook("other")),
    )

    assert "name" in refused(path, tiny_copy)


def test_a_bomb_by_ratio(tiny_copy, tmp_path):
    """A small entry that grows a thousandfold."""
    path = zip_of({GOOD: notebook(), "emmy/zeros": bytes(20 << 20)}, tmp_path / "s.zip")

    assert "grows" in refused(path, tiny_copy)


def test_a_bomb_of_many_small_files(tiny_copy, tmp_path):
    """Each below the size that is looked at, together a bomb."""
    files = {f"emmy/{i}": bytes(1 << 20) for i in range(12)}

    assert "grow" in refused(zip_of(files, tmp_path / "s.zip"), tiny_copy)


def test_a_bomb_by_total(tmp_path):
    """More than what may be unpacked, told before it is."""
    path = zip_of({GOOD: notebook("x" * 5000)}, tmp_path / "s.zip")

    with pytest.raises(UsageError, match="unpacks to more"), open_source(path, max_total=1000):
        pass


def test_a_lie_about_the_size(tiny_copy, tmp_path):
    """An entry that holds more than it promises gives no byte more, and is called damaged."""
    path = zip_of({GOOD: bytes(1 << 20)}, tmp_path / "s.zip")
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 1 << 20), struct.pack("<L", 100)))

    assert "damaged" in refused(path, tiny_copy)


def test_encryption(tiny_copy, tmp_path):
    """A password would have to come from somewhere."""
    path = zip_of({GOOD: notebook()}, tmp_path / "s.zip")
    data = bytearray(path.read_bytes())
    data[6] |= 1
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)

    assert "encryption" in refused(path, tiny_copy)


@pytest.mark.parametrize("damage", ["cut", "flip", "text", "empty"])
def test_damaged_archives(tiny_copy, tmp_path, damage):
    """Half a download, a flipped bit, something else: one message, and nothing is written."""
    path = zip_of(
        {f"s{i}/tiny.ipynb": notebook(str(i) * 500) for i in range(20)}, tmp_path / "s.zip"
    )
    data = bytearray(path.read_bytes())
    if damage == "flip":
        data[data.index(b"ipynb") + 60] ^= 0xFF
    path.write_bytes({"cut": data[:-300], "flip": data, "text": b"hello", "empty": b""}[damage])

    assert "damaged, or no zip" in refused(path, tiny_copy)


def test_links_in_a_folder(tiny_copy, tmp_path):
    """A folder is looked at without following a link."""
    folder = tmp_path / "in"
    (folder / "emmy").mkdir(parents=True)
    (folder / "emmy" / "tiny.ipynb").symlink_to("/etc/passwd")

    assert "a link" in refused(folder, tiny_copy)


def test_the_command_says_it_in_one_message(tiny_copy, tmp_path):
    """Exit status 2, where, what, what to do, and no traceback."""
    path = zip_of({"../evil": b"x"}, tmp_path / "s.zip")

    result = CliRunner().invoke(
        main, ["collect", str(path), "tiny", "--course", str(tiny_copy.course.root)]
    )

    assert result.exit_code == 2
    assert "leads out of its folder: ../evil" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "name",
    [
        "noether, emmy/tiny.ipynb", "O'Neil \"Bob\"/tiny.ipynb", "محمد الخوارزمي/tiny.ipynb",
        "\U0001f469\u200d\U0001f52c/tiny.ipynb",
        "می\u200cخواهم/tiny.ipynb", "console/auxiliary.ipynb",
        "emmy/tiny (1).ipynb",
    ],
)  # fmt: skip
def test_honest_names_pass(name):
    """Commas, quotes, emoji with joiners, right-to-left, Persian; they are shown as they are."""
    assert complaint(name) == ""
    assert readable(name) == name


@given(st.text(max_size=30))
def test_no_safe_name_leaves_its_folder(name):
    """Whatever passes stays below where it is put; a student's id is one part."""
    if not complaint(name):
        assert os.path.normpath(f"/top/{name}").startswith("/top")
        assert "\0" not in name
        assert same_file(name) == same_file(same_file(name))
    if not student_complaint(name):
        assert str(Path(os.path.normpath(f"/top/{name}")).parent) == "/top"
