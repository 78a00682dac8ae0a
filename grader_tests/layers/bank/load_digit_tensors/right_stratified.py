# title: train_test_split, class by class, returned as a list

def load_digit_tensors(test_fraction=0.25, seed=0):
    from sklearn.model_selection import train_test_split

    pixels, labels = load_digits(return_X_y=True)
    a, b, c, e = train_test_split(
        (pixels / pixels.max()).astype("float32"),
        labels,
        test_size=test_fraction,
        random_state=seed,
        stratify=labels,
    )
    return [torch.as_tensor(part) for part in (a, c, b, e)]
