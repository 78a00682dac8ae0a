# title: calls backward itself
# says: The caller goes back through the graph: after your own backward its gradient counts twice.
# fails: test_halve_until_gradient
def halve_until(x, limit):
    y, steps = x * 1, 0
    while y > limit:
        y = y / 2
        steps += 1
    if y.requires_grad:
        y.backward(retain_graph=True)
    return y, steps
