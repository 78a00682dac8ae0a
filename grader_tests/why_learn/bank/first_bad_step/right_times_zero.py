# title: zero times a bad number is not zero
def first_bad_step(steps, x):
    value = x.clone()
    for index, step in enumerate(steps):
        value = step(value)
        if not torch.equal(value * 0, torch.zeros_like(value)):
            return index
    return -1
