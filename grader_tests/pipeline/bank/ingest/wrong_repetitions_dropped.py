# title: drops a record that came before
# says: Whether a record was sent twice is judged in the next stage; here everything is kept.
# fails: test_ingest_another_log
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
                record.append(None)
        if record not in records:
            records.append(record)
    return records
