# title: compares with what nan_to_num makes of it
def first_bad_step(steps, x):
    for i in range(len(steps)):
        x = steps[i](x)
        if not torch.equal(torch.nan_to_num(x), x):
            return i
    return -1
