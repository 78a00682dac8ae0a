# title: one bad cell makes both None
# says: A readable number is thrown away because its neighbour is not: treat each cell on its own.
# fails: test_ingest_lines, test_ingest_odd_cells, test_ingest_small_log
def ingest(text):
    records = []
    for line in text.splitlines()[1:]:
        if line.strip() == "":
            continue
        try:
            miles, minutes = line.split(",")[:2]
            records.append([float(miles), float(minutes)])
        except ValueError:
            records.append([None, None])
    return records
