# title: knows no line ends of Windows
# says: A blank line of Windows still holds a carriage return.
# fails: test_ingest_lines
def ingest(text):
    records = []
    for line in text.split("\n")[1:]:
        if line == "":
            continue
        record = []
        for cell in (line.split(",") + [""])[:2]:
            try:
                record.append(float(cell))
            except ValueError:
                record.append(None)
        records.append(record)
    return records
