# title: random_split of a TensorDataset
from torch.utils.data import TensorDataset, random_split
def load_digit_tensors(test_fraction=0.25, seed=0):
    d = load_digits()
    images = torch.as_tensor(d.images, dtype=torch.float32).flatten(1) / 16
    data = TensorDataset(images, torch.as_tensor(d.target, dtype=torch.long))
    test, train = random_split(data, [test_fraction, 1 - test_fraction], generator=torch.Generator().manual_seed(seed))
    return (*train[list(range(len(train)))], *test[list(range(len(test)))])
