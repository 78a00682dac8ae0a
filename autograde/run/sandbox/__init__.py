"""
Confinement of student code on Linux, without root and without a container engine.

Theory of operation
===================

A student's notebook is a program by a stranger, and it runs beside the gradebook. Three parties:
the *grader* is trusted; the *zygote* is a warm Python that has imported torch and knows nothing
worth stealing; a *student process* is a fork of the zygote that gives up every right it has and
then runs the notebook. Starting cold costs seconds, a confined fork about ten milliseconds, and
that is why the confinement lives in the process itself and not in a program around it.

Each layer closes what the others leave open, and one hole in one of them is not enough:

=============  ==================================================================
`namespaces`   another root, no network, no other process, a private tmpfs
`landlock`     paths that are not on a list, signals and sockets to others
`seccomp`      the parts of the kernel that no notebook needs, starting programs
`limits`       processor, memory, files, processes; rights; descriptors; environment
`cgroup`       memory and processes of the whole tree, where delegated
`process`      from outside: what a tree uses, and killing all of it
=============  ==================================================================

They are combined to tiers. *namespaces*: all of it. *landlock*: where user namespaces are denied
(many containers); weaker, see `risks`. *none*: for code that is trusted as one's own; only
tidiness. Without a tier that the caller accepts nothing runs: `choose_tier` raises.

How to use it::

    # grader
    tier = choose_tier(probe_machine())
    policy = Policy(tier=tier, read_only=default_read_only_paths(), scratch=directory)
    # start the zygote in a session of its own, with env=zygote_environment(cache)

    # zygote, with one thread: imports first, then
    enter_zygote(policy)
    pid = fork_student(policy)
    if pid == 0:
        confine(policy, keep_fds={socket.fileno()})   # then run the notebook
    pidfd = os.pidfd_open(pid)                        # hand it to the grader

    # grader
    pid = process_number(pidfd)
    meter = TreeMeter(pid)                            # and meter.read() now and then
    kill_tree(pid, pidfd, tier)
    remove_student_directory(policy, pid)

What is not tried: hiding how long something took, keeping a student from using the processor
that the policy grants, surviving a hole in the kernel.
"""

from autograde.errors import SandboxUnavailable
from autograde.run.sandbox.cgroup import StudentGroup, delegated_group
from autograde.run.sandbox.confinement import (
    confine,
    enter_zygote,
    fork_student,
    remove_student_directory,
    student_directory,
)
from autograde.run.sandbox.limits import zygote_environment
from autograde.run.sandbox.machine import (
    LayerReport,
    MachineReport,
    choose_tier,
    describe_machine,
    probe_machine,
    risks,
)
from autograde.run.sandbox.policy import HOME, TIERS, Policy, Tier, default_read_only_paths
from autograde.run.sandbox.process import (
    MAX_PATIENCE,
    TreeMeter,
    TreeUsage,
    has_ended,
    kill_tree,
    oom_kills,
    process_number,
    tree_memory_kb,
    waited_seconds,
)

__all__ = [
    "HOME",
    "MAX_PATIENCE",
    "TIERS",
    "LayerReport",
    "MachineReport",
    "Policy",
    "SandboxUnavailable",
    "StudentGroup",
    "Tier",
    "TreeMeter",
    "TreeUsage",
    "choose_tier",
    "confine",
    "default_read_only_paths",
    "delegated_group",
    "describe_machine",
    "enter_zygote",
    "fork_student",
    "has_ended",
    "kill_tree",
    "oom_kills",
    "probe_machine",
    "process_number",
    "remove_student_directory",
    "risks",
    "student_directory",
    "tree_memory_kb",
    "waited_seconds",
    "zygote_environment",
]
