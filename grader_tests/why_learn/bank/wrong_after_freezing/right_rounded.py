# title: compares rounded answers
def wrong_after_freezing(dynamic, frozen, distances):
    return tuple(d for d in distances if round(dynamic(d) - frozen(d), 6))
