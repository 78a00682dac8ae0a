# title: tells PyTorch to look away
# says: Under `torch.no_grad()` nothing is noted, so no slope finds its way back.
# fails: test_halve_until_gradient
def halve_until(x, limit):
    steps = 0
    with torch.no_grad():
        while x > limit:
            x = x / 2
            steps += 1
    return x * 1.0, steps
