# title: Python's own random, index_select
import random


def split(X, y, test_fraction=0.25, seed=0):
    numbers = list(range(X.shape[0]))
    random.Random(seed).shuffle(numbers)
    k = int(X.shape[0] * test_fraction)
    test = torch.tensor(numbers[:k], dtype=torch.long, device=X.device)
    train = torch.tensor(numbers[k:], dtype=torch.long, device=X.device)
    return (
        X.index_select(0, train),
        y.index_select(0, train),
        X.index_select(0, test),
        y.index_select(0, test),
    )
