# title: sorts the pairs once and moves the border along
def learn_threshold(x, late):
    order = torch.tensor(x, dtype=torch.float64).argsort()
    xs = [x[i] for i in order.tolist()]
    labels = [late[i] for i in order.tolist()]
    edges = [xs[0] - 1] + [(a + b) / 2 for a, b in zip(xs, xs[1:])] + [xs[-1] + 1]
    wrong = labels.count(False)
    best, best_wrong = edges[0], wrong
    for i, label in enumerate(labels):
        wrong += 1 if label else -1
        if i + 1 < len(xs) and xs[i + 1] == xs[i]:
            continue
        if wrong < best_wrong:
            best, best_wrong = edges[i + 1], wrong
    return torch.tensor(best, dtype=torch.float64)
