# title: leaves the cells as strings
# says: A cell of a text is a string; turn it into a float.
# fails: test_ingest_another_log, test_ingest_lines, test_ingest_odd_cells, test_ingest_small_log
def ingest(text):
    records = []
    for line in text.splitlines()[1:]:
        if line.strip():
            cells = [c.strip() or None for c in line.split(",")]
            records.append((cells + [None])[:2])
    return records
