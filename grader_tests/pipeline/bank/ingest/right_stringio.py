# title: read like a file, each number in a try of its own
import io
def ingest(text):
    stream = io.StringIO(text)
    next(stream, None)
    records = []
    for line in stream:
        if not (line := line.strip()):
            continue
        miles = minutes = None
        cells = line.split(",")
        try:
            miles = float(cells[0])
        except ValueError:
            pass
        try:
            minutes = float(cells[1])
        except (ValueError, IndexError):
            pass
        records.append([miles, minutes])
    return records
