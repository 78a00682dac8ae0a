# title: constant where the largest is the smallest
def prepare(X, y, test_fraction=0.25, seed=0):
    result = dict(zip(("X_train", "y_train", "X_test", "y_test"), split(X, y, test_fraction, seed)))
    train = result["X_train"]
    std, mean = torch.std_mean(train, dim=0, correction=0)
    constant = train.amax(0) == train.amin(0)
    mean = torch.where(constant, train[0], mean)
    std = std.masked_fill(constant, 1.0)
    for side in ("X_train", "X_test"):
        result[side] = result[side].sub(mean).div(std)
    return result | dict(mean=mean, std=std)
