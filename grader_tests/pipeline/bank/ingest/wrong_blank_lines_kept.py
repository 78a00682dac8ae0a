# title: blank lines become records
# says: A blank line is no delivery; leave it out before you look for cells.
# fails: test_ingest_lines, test_ingest_small_log
def number(cell):
    try:
        return float(cell)
    except ValueError:
        return None


def ingest(text):
    records = []
    for line in text.splitlines()[1:]:
        cells = line.split(",")
        records.append([number(cells[0]), number(cells[1]) if len(cells) > 1 else None])
    return records
