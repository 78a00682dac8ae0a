# title: every x, and the float just below it
import math
def learn_threshold(x, late):
    ts = {t for v in x for t in (v, math.nextafter(v, -math.inf))}
    scored = {t: sum(1 for v, l in zip(x, late) if (v > t) ^ l) for t in ts}
    return sorted(scored.items(), key=lambda p: p[1])[0][0]
