"""
The marks of a check, for pytest. Imports nothing: pytest's plug-in reads it at every start.
"""

from __future__ import annotations

MARKS = {
    "exercise": ("exercise(id): the exercise that a check belongs to", 'exercise("fit_neuron")'),
    "points": ("points(n): what a check is worth", "points(2)"),
    "seconds": ("seconds(n): time limit for the student code that a check calls", "seconds(30)"),
    "stays": (
        "stays(reason): why a hidden check stays that catches no wrong answer alone",
        'stays("guards against ...")',
    ),
}
"""For each mark its line for ``pytest --markers``, and an example."""
