# title: works in place on a copy that is part of the graph
def halve_until(x, limit):
    left, steps = x.clone(), 0
    while left.item() > limit:
        left.div_(2)
        steps += 1
    return [left, steps]
