"""Policies, the choice of a tier, and the tables."""

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest
from confined import ROOT, USER, Zygote
from conftest import Place

import autograde
from autograde.run.sandbox import (
    LayerReport,
    MachineReport,
    Policy,
    SandboxUnavailable,
    Tier,
    choose_tier,
    default_read_only_paths,
    describe_machine,
    probe_machine,
    risks,
)
from autograde.run.sandbox import syscall_table as table


def report(*available: str, abi: int = 7, system: str = "Linux") -> MachineReport:
    names = ("namespaces", "landlock", "seccomp", "limits", "cgroup")
    layers = [
        LayerReport(n, n in available, f"{n}: found", "" if n in available else f"Install {n}.")
        for n in names
    ]
    return MachineReport(system, "6.12", "x86_64", False, tuple(layers), abi)


def test_a_policy_survives_json() -> None:
    """What the zygote reads is what the grader wrote."""
    policy = Policy(read_only=("/usr/lib", "/opt/ümlaut"), disk_mb=3, allow_exec=True)
    assert Policy.from_json(policy.to_json()) == policy


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "JSON object"),
        ('{"tier": "docker"}', "expected one of namespaces, landlock, none"),
        ('{"disk_mb": "12"}', "disk_mb"),
        ('{"allow_exec": 1}', "allow_exec"),
        ('{"disk_mb": -1}', "positive"),
        ('{"read_only": "/usr"}', "read_only"),
        ('{"read_only": ["/"]}', "below /"),
        ('{"read_only": ["usr"]}', "absolute"),
        ('{"tier": "landlock"}', "needs a directory"),
        ('{"sandbox_uid": 0}', "root"),
        ('{"no_such": 1}', "no 'no_such'"),
        ("{", "property name"),
    ],
)
def test_a_broken_policy_is_refused(text: str, message: str) -> None:
    """A wrong name, type or number is an error, never a default."""
    with pytest.raises(ValueError, match=message):
        Policy.from_json(text)


def test_readable_paths_are_few() -> None:
    """Python, libraries, fonts and this package; not what lies around it."""
    paths = [Path(path) for path in default_read_only_paths()]
    package = Path(autograde.__file__).parent
    repository = package.parent
    assert package in paths
    assert repository not in paths
    for secret in ("grader_tests", "source", "gradebook.db", "tests", ".git"):
        file = repository / secret
        assert not any(file == path or path in file.parents for path in paths)
    for personal in ("/etc", "/home", "/root", "/var", "/tmp", "/usr"):
        assert Path(personal) not in paths
    stdlib = Path(dataclasses.__file__).parent
    assert any(path in (stdlib, *stdlib.parents) for path in paths)
    assert all(path.exists() for path in paths)
    assert not any(a in b.parents for a in paths for b in paths)


def test_the_current_directory_is_not_readable(tmp_path: Path) -> None:
    """Starting the grader in the course does not show the course, whatever sys.path says."""
    code = "from autograde.run.sandbox import *; print(default_read_only_paths())"
    repository = str(Path(autograde.__file__).parents[1])
    shown = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": f"{tmp_path}:{repository}"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert f"'{tmp_path}" not in shown


def test_more_paths_can_be_named(tmp_path: Path) -> None:
    """An editable install from elsewhere is readable once it is named."""
    assert str(tmp_path) in default_read_only_paths(extra=[tmp_path])


@pytest.mark.parametrize(
    ("available", "abi", "tier"),
    [
        ({"namespaces", "landlock", "seccomp", "limits"}, 7, "namespaces"),
        ({"namespaces", "seccomp", "limits"}, 0, "namespaces"),
        ({"landlock", "seccomp", "limits"}, 6, "landlock"),
    ],
)
def test_the_best_tier_is_chosen(available: set[str], abi: int, tier: str) -> None:
    """Namespaces where they are to be had, Landlock else, if it is new enough."""
    assert choose_tier(report(*available, abi=abi)) == tier


@pytest.mark.parametrize(
    ("available", "abi"),
    [
        ({"landlock", "seccomp", "limits"}, 5),
        ({"namespaces", "landlock", "limits"}, 7),
        ({"seccomp", "limits"}, 0),
        (set[str](), 0),
    ],
)
def test_without_a_tier_nothing_starts(available: set[str], abi: int) -> None:
    """Below the minimum grading refuses, and says what is missing and what to do."""
    with pytest.raises(SandboxUnavailable, match=r"Install|--no-sandbox") as refusal:
        choose_tier(report(*available, abi=abi))
    assert "cannot confine student code" in str(refusal.value)
    assert choose_tier(report(*available, abi=abi), minimum="none") == "none"


def test_a_higher_minimum_is_kept() -> None:
    """Who asks for namespaces does not get Landlock."""
    with pytest.raises(SandboxUnavailable, match="Install namespaces"):
        choose_tier(report("landlock", "seccomp", "limits"), minimum="namespaces")


@pytest.mark.parametrize(
    ("system", "way"), [("Darwin", "Linux container"), ("Windows", "WSL 2"), ("FreeBSD", "Linux")]
)
def test_other_systems_are_shown_the_ways_out(system: str, way: str) -> None:
    """macOS and Windows are refused with what to do there."""
    with pytest.raises(SandboxUnavailable, match=way):
        choose_tier(report(system=system))
    assert way in describe_machine(report(system=system))


def test_the_probe_tells_what_is_here(tiers: list[Tier]) -> None:
    """The report names every layer, goes through JSON and reads as text."""
    found = probe_machine()
    assert found.tiers() == tiers
    assert MachineReport.from_json(found.to_json()) == found
    text = describe_machine(found)
    for layer in found.layers:
        assert layer.name in text
        assert layer.available or layer.todo


@pytest.mark.parametrize("tier", ["namespaces", "landlock", "none"])
def test_risks_are_spelled_out(tier: Tier) -> None:
    """Every tier says what student code can still do; without a sandbox, that it is a lot."""
    sentences = risks(tier)
    assert all(sentence.endswith(".") for sentence in sentences)
    assert any("hidden tests" in sentence for sentence in sentences) == (tier == "none")


@pytest.mark.skipif(not ROOT, reason="takes rights away from root")
def test_a_machine_without_user_namespaces_is_told_apart() -> None:
    """Where namespaces are denied, the probe says so and the landlock tier is chosen."""
    code = (
        "import os, struct\n"
        "from autograde.run.sandbox import probe_machine, choose_tier, syscalls as sc, seccomp\n"
        "from autograde.run.sandbox.syscall_table import REFUSED\n"
        f"ids = ({USER},) * 3; os.setgroups([]); os.setresgid(*ids); os.setresuid(*ids)\n"
        "asm = seccomp._Assembler(); asm.add(0x20, 0)\n"
        "asm.answer(REFUSED['unshare'][seccomp.ARCHITECTURES[sc.MACHINE][0]], 1)\n"
        "asm.add(6, 0x7FFF0000); seccomp.enter(bytes(asm.program))\n"
        "report = probe_machine()\n"
        "print(report.layer('namespaces').todo, choose_tier(report))"
    )
    here = Path(__file__).parent
    text = subprocess.run(
        [sys.executable, here / "open_home.py", "0", sys.executable, "-c", code],
        env={"PYTHONPATH": str(here.parents[1])},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "user namespaces" in text
    assert text.split()[-1] == "landlock"


@pytest.mark.skipif(not ROOT, reason="an ordinary user runs the Python that he can read")
def test_a_python_that_students_cannot_read_is_refused(place: Place, tiers: list[Tier]) -> None:
    """As root in the landlock tier: a Python in root's home is an error at the start."""
    if "landlock" not in tiers:
        pytest.skip("this machine has no landlock tier")
    if all(parent.stat().st_mode & 0o001 for parent in Path(sys.base_prefix).parents):
        pytest.skip("everybody can read this Python")
    policy = Policy(tier="landlock", read_only=default_read_only_paths(), scratch=place.scratch(0))
    zygote = Zygote(policy, open_way=False)
    assert "who cannot read" in zygote.greeting
    zygote.close()


def headers() -> dict[str, tuple[str, int]]:
    """The kernel's own headers on this machine, by machine: text and column."""
    found = {}
    for name, paths, column in (
        ("x86_64", ("x86_64-linux-gnu/asm/unistd_64.h", "asm/unistd_64.h"), 0),
        ("aarch64", ("asm-generic/unistd.h",), 1),
    ):
        for path in paths:
            file = Path("/usr/include", path)
            if file.exists():
                found[name] = (file.read_text(), column)
    return found


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_numbers_of_system_calls_are_the_kernel_s(machine: str) -> None:
    """Every number in the table that the kernel's header knows is the one in the header."""
    if machine not in headers():
        pytest.skip("this machine has no kernel headers")
    text, column = headers()[machine]
    # The generic header numbers some calls under a name of its own first.
    known = {
        name: int(number)
        for name, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text)
    }
    names = [table.REFUSED, table.EXECUTING, table.FORKING, table.GROUPS, table.WATCHING_FILES]
    everything = {name: n for part in names for name, n in part.items()}
    everything |= table.FILE_ATTRIBUTES | table.SPECIAL
    compared = {name: n[column] for name, n in everything.items() if name in known}
    assert len(compared) > 80
    assert compared == {name: known[name] for name in compared}


@pytest.mark.parametrize("column", [0, 1])
def test_no_number_stands_twice(column: int) -> None:
    """A system call has one number, and a number one system call."""
    parts = [table.REFUSED, table.EXECUTING, table.FORKING, table.GROUPS, table.WATCHING_FILES]
    numbers = [n[column] for part in parts for n in part.values()]
    numbers += [n[column] for n in table.FILE_ATTRIBUTES.values()]
    numbers += [n[column] for n in table.SPECIAL.values()]
    real = [number for number in numbers if number is not None]
    assert len(real) == len(set(real))
    assert max(real) <= table.NEWEST_KNOWN
