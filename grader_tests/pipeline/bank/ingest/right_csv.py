# title: the csv module
def ingest(text):
    import csv

    def num(c):
        try:
            return float(c)
        except (ValueError, TypeError):
            return None

    rows = list(csv.reader(text.splitlines()))[1:]
    return [(num(r[0]), num(r[1]) if len(r) > 1 else None) for r in rows if r]
