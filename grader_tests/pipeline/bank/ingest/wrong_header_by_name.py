# title: knows the header by its words
# says: The first line is the header, whatever the columns are called.
# fails: test_ingest_another_log

def ingest(text):
    out = []
    for line in text.splitlines():
        line = line.strip()
        if not line or line == "miles,minutes":
            continue
        cells = (line.split(",") + [None, None])[:2]
        pair = []
        for c in cells:
            try:
                pair.append(float(c))
            except (TypeError, ValueError):
                pair.append(None)
        out.append(pair)
    return out
