# title: a regular expression, padded with zip_longest
import re
from itertools import islice, zip_longest


def ingest(text):
    pattern = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*\Z")

    def value(cell):
        return float(cell) if cell is not None and pattern.match(cell) else None

    _, *lines = text.replace("\r\n", "\n").split("\n")
    return [
        [value(cell) for cell, _ in islice(zip_longest(line.split(","), (0, 1)), 2)]
        for line in lines
        if line.strip() != ""
    ]
