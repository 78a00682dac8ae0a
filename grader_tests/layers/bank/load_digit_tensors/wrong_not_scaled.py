# title: not scaled
# says: Pixels run from 0 to 16 here; divide by 16.
# fails: test_digits_form

def load_digit_tensors(test_fraction=0.25, seed=0):
    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    d = load_digits()
    a, b, c, e = train_test_split(
        d.data, d.target, test_size=test_fraction, random_state=seed, stratify=d.target
    )
    return (
        torch.tensor(a, dtype=torch.float32),
        torch.tensor(c),
        torch.tensor(b, dtype=torch.float32),
        torch.tensor(e),
    )
