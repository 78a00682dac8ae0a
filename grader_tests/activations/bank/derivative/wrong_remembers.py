# title: remembers the first answer for each function
# says: Slopes depend on x as well as on f: measure anew in each call.
# fails: test_derivative_from_tiny_to_large, test_derivative_of_a_watched_tensor
seen = {}


def derivative(f, x):
    if f not in seen:
        t = x.detach().clone().requires_grad_(True)
        f(t).sum().backward()
        seen[f] = t.grad
    return seen[f]
