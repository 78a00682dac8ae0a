# title: an iterator, and partition at the commas

def ingest(text):
    lines = iter(text.splitlines())
    next(lines, None)
    result = []
    for line in lines:
        if not (line := line.strip()):
            continue
        first, _, rest = line.partition(",")
        second, _, _ = rest.partition(",")
        pair = [None, None]
        for i, cell in enumerate((first, second)):
            try:
                pair[i] = float(cell)
            except ValueError:
                pass
        result.append(pair)
    return result
