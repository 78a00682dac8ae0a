# title: keeps the header as data
# says: The first line holds column names.
# fails: test_ingest_another_log, test_ingest_lines, test_ingest_odd_cells, test_ingest_small_log
def ingest(text):
    out = []
    for line in text.strip().splitlines():
        if line.strip():
            cells = (line.split(",") + [""])[:2]
            out.append(
                [
                    float(c) if c.strip().replace(".", "", 1).lstrip("-").isdigit() else None
                    for c in cells
                ]
            )
    return out
