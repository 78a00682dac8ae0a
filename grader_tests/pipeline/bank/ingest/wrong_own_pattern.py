# title: a pattern that knows few ways to write a number
# says: A number may be written as +4.5 or .5 too: let `float` decide.
# fails: test_ingest_odd_cells
import re
def ingest(text):
    out = []
    for line in text.splitlines()[1:]:
        if not line.strip():
            continue
        cells = [c.strip() for c in line.split(",")][:2]
        row = [float(c) if re.fullmatch(r"-?\d+(\.\d+)?", c) else None for c in cells]
        while len(row) < 2:
            row.append(None)
        out.append(row)
    return out
