# title: nan where a number is missing
# says: None says that nothing is there; nan is a float that travels through every calculation.
# fails: test_ingest_small_log, test_ingest_odd_cells, test_ingest_lines

def ingest(text):
    out = []
    for line in text.splitlines()[1:]:
        if not line.strip():
            continue
        cells = (line.split(",") + ["", ""])[:2]
        row = []
        for c in cells:
            try:
                row.append(float(c))
            except ValueError:
                row.append(float("nan"))
        out.append(row)
    return out
