# title: takes negative numbers for words
# says: A minus belongs to a number too. Let float decide what is one.
# fails: test_ingest_another_log, test_ingest_odd_cells
def ingest(text):
    def number(cell):
        cell = cell.strip()
        return float(cell) if cell.replace(".", "", 1).isdigit() else None

    records = []
    for line in text.splitlines()[1:]:
        if line.strip():
            first, second = (line.split(",") + [""])[:2]
            records.append([number(first), number(second)])
    return records
