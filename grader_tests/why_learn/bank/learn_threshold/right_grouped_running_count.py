# title: a running count over groups of equal numbers
from itertools import groupby


def learn_threshold(x, late):
    rows = sorted(zip(x, late), key=lambda row: row[0])
    mistakes = sum(1 for is_late in late if not is_late)
    best = (mistakes, rows[0][0] - 1.0)
    for value, group in groupby(rows, key=lambda row: row[0]):
        for _, is_late in group:
            mistakes += 1 if is_late else -1
        if mistakes < best[0]:
            best = (mistakes, value)
    return best[1]
