# title: whole numbers come out as int
# says: A float was asked for, also where a number is whole; `float` makes one of every number.
# fails: test_ingest_odd_cells
def ingest(text):
    def num(c):
        c = c.strip()
        if c.isdigit():
            return int(c)
        try:
            return float(c)
        except ValueError:
            return None
    out = []
    for line in text.splitlines()[1:]:
        if line.strip():
            cells = line.split(",") + [""]
            out.append([num(cells[0]), num(cells[1])])
    return out
