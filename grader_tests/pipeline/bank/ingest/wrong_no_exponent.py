# title: a pattern that knows no exponent
# says: 1e1 is a number too, and so is 2.5E-1: let `float` decide.
# fails: test_ingest_odd_cells
import re
def ingest(text):
    number = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)\s*$|\s*nan\s*$")
    out = []
    for line in text.splitlines()[1:]:
        if line.strip():
            cells = (line.split(",") + [""])[:2]
            out.append([float(c) if number.match(c) else None for c in cells])
    return out
