# title: compress by a list of yes and no
from itertools import compress, starmap


def wrong_after_freezing(dynamic, frozen, distances):
    pairs = zip(map(dynamic, distances), map(frozen, distances))
    return list(compress(distances, starmap(lambda a, b: not -1e-5 < a - b < 1e-5, pairs)))
