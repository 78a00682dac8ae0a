# title: asks both with tensors
def wrong_after_freezing(dynamic, frozen, distances):
    def differs(d):
        a, b = (torch.as_tensor(f(torch.tensor(d, dtype=torch.float64))) for f in (dynamic, frozen))
        return not torch.isclose(a, b)

    return list(filter(differs, distances))
