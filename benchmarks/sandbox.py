"""
What confinement costs: milliseconds that each layer, and all of them, add to a student process.

    python benchmarks/sandbox.py [--children N] [--json FILE]

One warm process with torch per tier forks children, variants in random order. Right before each
child of a variant a bare fork is measured in the same zygote, and what counts is the difference,
so that whatever else the machine does hits both. A child enters its layers and ends; in the
second table it also trains a little and draws a figure. Wall time is from before the fork until
the child has been waited for; processor time is the child's and the zygote's. Printed are
medians of the differences, and ratios; bare times depend on the machine.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from autograde.run.sandbox import (
    Policy,
    Tier,
    confine,
    default_read_only_paths,
    enter_zygote,
    fork_student,
    landlock,
    limits,
    namespaces,
    probe_machine,
    remove_student_directory,
    seccomp,
    zygote_environment,
)
from autograde.run.sandbox.policy import HOME

Steps = Callable[[Policy], object]


def _environment(policy: Policy) -> None:
    limits.close_descriptors({2})
    limits.clean_environment(HOME)


def _landlock(policy: Policy) -> None:
    landlock.enter(dict.fromkeys(policy.read_only, landlock.READ))


def _all(policy: Policy) -> None:
    confine(policy, {2})


ALONE: dict[str, Steps] = {
    "nothing": lambda policy: None,
    "descriptors, environment": _environment,
    "limits": limits.set_limits,
    "rights": lambda policy: limits.give_up_rights(),
    "landlock": _landlock,
    "seccomp": lambda policy: seccomp.enter(seccomp.program(policy)),
    "all": _all,
}
BARE = "nothing"
VARIANTS: dict[Tier, dict[str, Steps]] = {
    "none": {name: ALONE[name] for name in (BARE, "all")},
    "namespaces": ALONE | {"namespaces": namespaces.enter},
    "landlock": ALONE,
}


def work() -> None:
    """About what a short notebook does."""
    import matplotlib.pyplot as plt
    import torch

    x = torch.randn(256, 1)
    model = torch.nn.Linear(1, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(50):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(x), 2 * x).backward()
        optimizer.step()
    plt.plot(x[:, 0], model(x).detach()[:, 0])
    plt.savefig(io.BytesIO())


def child(policy: Policy, steps: Steps, *, working: bool) -> tuple[float, float]:
    """(wall, processor) milliseconds of one child."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    start = time.perf_counter()
    # A new pid namespace is part of the price of namespaces.
    fresh = steps in (_all, namespaces.enter)
    pid = fork_student(policy) if fresh else os.fork()
    if pid == 0:
        try:
            steps(policy)
            if working:
                work()
            os._exit(0)
        finally:
            os._exit(1)
    _, status, theirs = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    if status:
        raise RuntimeError(f"a child of {policy.tier} ended with {status}")
    now = resource.getrusage(resource.RUSAGE_SELF)
    cpu = (now.ru_utime + now.ru_stime) - (used.ru_utime + used.ru_stime)
    cpu += theirs.ru_utime + theirs.ru_stime
    remove_student_directory(policy, pid)
    return wall * 1e3, cpu * 1e3


def zygote(policy: Policy) -> None:
    """Answer lines of `variant, working` with measurements."""
    import matplotlib.pyplot  # noqa: F401 - to be warm, like the engine's zygote
    import torch

    torch.set_num_threads(1)
    work()
    enter_zygote(policy)
    gc.collect()
    gc.freeze()
    gc.disable()
    say("ready")
    for line in sys.stdin:
        name, working = json.loads(line)
        say(json.dumps(child(policy, VARIANTS[policy.tier][name], working=working)))


class Warm:
    """A zygote process to ask for measurements."""

    def __init__(self, policy: Policy, cache: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--zygote", policy.to_json()],
            env=zygote_environment(cache),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def is_ready(self) -> bool:
        """Wait until it is; False if it refused to start."""
        assert self.process.stdout is not None
        return self.process.stdout.readline() == "ready\n"

    def measure(self, name: str, *, working: bool) -> tuple[float, float]:
        """One child of a variant."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([name, working]) + "\n")
        self.process.stdin.flush()
        wall, cpu = json.loads(self.process.stdout.readline())
        return wall, cpu

    def close(self) -> None:
        """End it."""
        self.process.communicate()


def columns(values: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """Rows of a table as columns."""
    return list(zip(*values, strict=True))


def rows(warm: dict[Tier, Warm], children: int, *, working: bool) -> list[dict[str, Any]]:
    """Medians for each variant: bare forks, and what the variant took more than the one before."""
    variants = [
        (tier, name)
        for tier in warm
        for name in VARIANTS[tier]
        if name != BARE and (name == "all" or not working)
    ]
    order = random.Random(0)
    found: dict[tuple[Tier, str], list[tuple[float, ...]]] = {v: [] for v in variants}
    for _ in range(children):
        order.shuffle(variants)
        for tier, name in variants:
            warm[tier].measure(BARE, working=False)  # wakes the zygote up; not counted
            wall, cpu = warm[tier].measure(BARE, working=working)
            more_wall, more_cpu = warm[tier].measure(name, working=working)
            found[tier, name].append((wall, cpu, more_wall - wall, more_cpu - cpu))
    keys = ("bare_wall_ms", "bare_cpu_ms", "wall_ms", "cpu_ms")
    return [
        {"tier": tier, "layers": name}
        | {
            key: statistics.median(column)
            for key, column in zip(keys, columns(values), strict=True)
        }
        for (tier, name), values in found.items()
    ]


def show(title: str, table: list[dict[str, Any]]) -> None:
    """Print differences and ratios to a bare fork, and of whole tiers to tier none."""
    head = f"{'tier':<12}{'layers':<28}{'wall +ms':>9}{'ratio':>7}{'cpu +ms':>9}{'ratio':>7}"
    lines = ["", f"{title}: more than a bare fork of the same zygote", head]
    for row in table:
        wall, cpu = row["wall_ms"], row["cpu_ms"]
        lines.append(
            f"{row['tier']:<12}{row['layers']:<28}"
            f"{wall:>9.2f}{1 + wall / row['bare_wall_ms']:>7.2f}"
            f"{cpu:>9.2f}{1 + cpu / row['bare_cpu_ms']:>7.2f}"
        )
    whole = {row["tier"]: row for row in table if row["layers"] == "all"}
    none = whole.pop("none")
    for tier, row in whole.items():
        lines.append(
            f"Tier {tier} takes {row['wall_ms'] - none['wall_ms']:.2f} ms wall, "
            f"{row['cpu_ms'] - none['cpu_ms']:.2f} ms cpu more than tier none."
        )
    say("\n".join(lines))


def say(text: str) -> None:
    """Write to standard output, for people and for the other process."""
    print(text, flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--children", type=int, default=100, help="of each variant (100)")
    parser.add_argument("--json", type=Path, help="write the medians to this file as well")
    parser.add_argument("--zygote", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.zygote:
        zygote(Policy.from_json(arguments.zygote))
        return
    with tempfile.TemporaryDirectory() as directory:
        Path(directory).chmod(0o755)
        warm: dict[Tier, Warm] = {}
        for tier in ("none", *probe_machine().tiers()):
            scratch = Path(directory, tier)
            scratch.mkdir()
            policy = Policy(tier=tier, read_only=default_read_only_paths(), scratch=str(scratch))
            one = Warm(policy, str(scratch))
            if one.is_ready():
                warm[tier] = one
        tables = {
            "A child that ends at once": rows(warm, arguments.children, working=False),
            "A child that trains and plots": rows(warm, arguments.children // 2, working=True),
        }
        for one in warm.values():
            one.close()
    for title, table in tables.items():
        show(title, table)
    if arguments.json:
        arguments.json.write_text(json.dumps(tables, indent=1))


if __name__ == "__main__":
    main()
