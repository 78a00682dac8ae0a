# title: the ones for constant columns live on the CPU
# says: torch.ones is born on the CPU; torch.ones_like(std) is where std is.
# fails: test_standardize_on_device

def standardize(X):
    mean, std = X.mean(dim=0), X.std(dim=0)
    divisor = torch.where(std > 0, std, torch.ones(X.shape[1]))
    return (X - mean) / divisor, mean, std
