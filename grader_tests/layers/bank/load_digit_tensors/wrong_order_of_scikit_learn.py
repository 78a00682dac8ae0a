# title: returned in scikit-learn's order
# says: train_test_split returns both X first; here each X is followed by its y.
# fails: test_digits_form, test_digits_keep_their_labels, test_digits_nothing_lost_nothing_twice, test_digits_other_fractions, test_digits_seed_decides, test_digits_drawn_one_by_one

def load_digit_tensors(test_fraction=0.25, seed=0):
    from sklearn.model_selection import train_test_split

    d = load_digits()
    X = torch.tensor(d.data / 16, dtype=torch.float32)
    y = torch.tensor(d.target)
    return train_test_split(X, y, test_size=test_fraction, random_state=seed)
