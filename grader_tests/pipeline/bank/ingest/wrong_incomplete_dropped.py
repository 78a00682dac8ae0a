# title: drops records that are not complete
# says: Here nothing is judged yet: a record with a missing number is still a record.
# fails: test_ingest_lines, test_ingest_odd_cells, test_ingest_small_log
def ingest(text):
    records = []
    for line in text.splitlines()[1:]:
        cells = line.split(",")
        try:
            records.append([float(cells[0]), float(cells[1])])
        except (ValueError, IndexError):
            continue
    return records
