"""No input crashes the grader; the long run is benchmarks/fuzz.py."""

import importlib.util
from pathlib import Path


def test_mutated_notebooks_and_frames_crash_nothing(tmp_path):
    """400 mutations of each end as refused, a student's fault, or understood."""
    path = Path(__file__).parents[2] / "benchmarks" / "fuzz.py"
    spec = importlib.util.spec_from_file_location("fuzz", path)
    fuzz = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fuzz)

    ends = fuzz.run(400, 1_000_000, tmp_path)

    assert {sum(counts.values()) for counts in ends.values()} == {400}
    assert ends["notebooks"]["graded"] > 50
    assert ends["notebooks"]["refused"] > 20
    assert ends["frames"]["refused"] > 50
