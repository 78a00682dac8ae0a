"""A class graded in parts is the class graded at once."""

import json
from collections import Counter

import pytest
from click.testing import CliRunner
from desk import TINY

from autograde.cli import main
from autograde.cluster.shards import merge, parse_shard
from autograde.errors import UsageError
from autograde.workflow import Places, Shard, grade

pytestmark = pytest.mark.usefixtures("warm_engine")

SQUARES = "def double(x):\n    return x * x"


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def grade_part(desk, out, *more):
    return run(
        *("grade", "tiny", "--course", TINY, "--submitted", desk.folder, "--out", out),
        *("--no-gradebook", "--jobs", "1", *more),
    )


def without_timing(path):
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    return [{k: v for k, v in line.items() if k != "timing"} for line in lines]


def test_every_student_is_in_exactly_one_part():
    """Whatever the number of parts; and in the same one whoever else is in the class."""
    students = [f"student {i}" for i in range(200)]
    for count in (1, 2, 3, 7):
        where = Counter(s for s in students for n in range(1, count + 1) if Shard(n, count).has(s))
        assert where == Counter(students)


def test_parts_put_together_are_the_whole(tiny, desk, tmp_path):
    """Two parts on two folders, merged: the same records as of one run, and nothing run again."""
    for i in range(5):
        desk.hand_in(f"s{i}", **({"double": SQUARES} if i % 2 else {}))
    for n in (1, 2):
        assert grade_part(desk, tmp_path / f"part{n}", "--shard", f"{n}/2").exit_code == 0
    whole = grade_part(desk, tmp_path / "whole", "--json", tmp_path / "whole.jsonl")
    assert whole.exit_code == 0, whole.output

    merged = run(
        *("merge", "tiny", tmp_path / "part1", tmp_path / "part2", tmp_path / "part2"),
        *("--course", TINY, "--submitted", desk.folder, "--out", tmp_path / "all"),
        *("--no-gradebook", "--json", tmp_path / "merged.jsonl"),
    )

    assert merged.exit_code == 0, merged.output
    assert without_timing(tmp_path / "merged.jsonl") == without_timing(tmp_path / "whole.jsonl")
    assert len(list((tmp_path / "all" / "autograded").glob("*/tiny/tiny.ipynb"))) == 5


def test_a_part_that_is_not_there_is_missing_and_not_zero(tiny, desk, tmp_path):
    """Students of a part that was lost are named; status 1; the others are there."""
    for i in range(5):
        desk.hand_in(f"s{i}")
    grade_part(desk, tmp_path / "part1", "--shard", "1/2")
    lost = [f"s{i}" for i in range(5) if Shard(2, 2).has(f"s{i}")]
    assert 0 < len(lost) < 5

    merged = run(
        *("merge", "tiny", tmp_path / "part1", "--course", TINY, "--no-gradebook"),
        *("--submitted", desk.folder, "--out", tmp_path / "all", "--json", tmp_path / "m.jsonl"),
    )

    assert merged.exit_code == 1
    assert f"{len(lost)} have no result: {', '.join(lost)}" in merged.output
    assert not {line["student"] for line in without_timing(tmp_path / "m.jsonl")} & set(lost)


def test_results_of_something_else_are_not_taken(tiny, desk, tmp_path):
    """A part that graded another notebook of the same student does not count."""
    path = desk.hand_in("s0")
    places = Places(desk.folder, tmp_path / "part", None)
    assert grade(tiny, places, slots=1).results[0].score == 5
    path.write_text(path.read_text().replace("def double", "# later\\ndef double"))

    merged = merge(tiny, Places(desk.folder, tmp_path / "all", None), [tmp_path / "part"])

    assert (merged.results, merged.missing) == ((), ("s0",))


@pytest.mark.parametrize("text", ["", "0/2", "3/2", "1", "1/2/3", "a/b", "-1/2"])
def test_a_shard_is_a_number_of_a_count(text):
    """Anything else is refused with an example."""
    with pytest.raises(UsageError, match="For instance 1/8"):
        parse_shard(text)


def test_a_folder_without_results_is_refused(tiny, desk, tmp_path):
    """A part that was never graded is no empty part."""
    desk.hand_in("s0")
    with pytest.raises(UsageError, match="no results of tiny"):
        merge(tiny, Places(desk.folder, tmp_path / "all", None), [tmp_path])
