# title: missing cells become 0.0
# says: Zero is a number that somebody could have meant. Say None where you do not know.
# fails: test_ingest_lines, test_ingest_odd_cells, test_ingest_small_log
def ingest(text):
    records = []
    for line in text.splitlines()[1:]:
        if not line.strip():
            continue
        record = []
        for cell in (line.split(",") + [""])[:2]:
            try:
                record.append(float(cell))
            except ValueError:
                record.append(0.0)
        records.append(record)
    return records
