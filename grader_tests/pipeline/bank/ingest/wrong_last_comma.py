# title: the minutes are what stands behind the last comma
# says: Remarks may follow: the minutes are the second cell, not the last one.
# fails: test_ingest_odd_cells
def ingest(text):
    def num(c):
        try:
            return float(c)
        except ValueError:
            return None
    out = []
    for line in text.splitlines()[1:]:
        if line.strip():
            cells = line.split(",")
            out.append([num(cells[0]), num(cells[-1]) if len(cells) > 1 else None])
    return out
