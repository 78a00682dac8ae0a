# title: commas made blanks, then split at blanks
# says: An empty cell disappears when you split at blanks, and the next one takes its place. Split at the commas.
# fails: test_ingest_odd_cells, test_ingest_lines
def ingest(text):
    def num(c):
        try:
            return float(c)
        except ValueError:
            return None
    out = []
    for line in text.splitlines()[1:]:
        cells = line.replace(",", " ").split()
        if cells:
            cells += ["", ""]
            out.append([num(cells[0]), num(cells[1])])
    return out
