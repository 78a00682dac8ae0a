# title: a sample of Python's random
import random
def load_digit_tensors(test_fraction=0.25, seed=0):
    raw = load_digits()
    X = torch.tensor(raw.data).div(16).to(torch.float32)
    y = torch.tensor(raw.target).to(torch.int64)
    n = len(y)
    chosen = random.Random(seed).sample(range(n), k=int(n * test_fraction))
    in_test = torch.zeros(n, dtype=torch.bool)
    in_test[chosen] = True
    return X[~in_test], y[~in_test], X[in_test], y[in_test]
