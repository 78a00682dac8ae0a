# title: a line with a comma only is dropped
# says: Only a blank line is no record. A comma separates two cells, even if both are empty.
# fails: test_ingest_odd_cells
def ingest(text):
    def value(cell):
        try:
            return float(cell)
        except ValueError:
            return None

    records = []
    for line in text.splitlines()[1:]:
        if not line.strip(" ,"):
            continue
        cells = line.split(",") + [""]
        records.append([value(cells[0]), value(cells[1])])
    return records
