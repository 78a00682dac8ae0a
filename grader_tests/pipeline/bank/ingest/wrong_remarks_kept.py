# title: remarks stay in the record
# says: Two cells make a record; what comes after them is a remark.
# fails: test_ingest_odd_cells, test_ingest_small_log
def ingest(text):
    records = []
    for line in text.splitlines()[1:]:
        if not line.strip():
            continue
        record = []
        for cell in line.split(","):
            try:
                record.append(float(cell))
            except ValueError:
                record.append(None)
        while len(record) < 2:
            record.append(None)
        records.append(record)
    return records
