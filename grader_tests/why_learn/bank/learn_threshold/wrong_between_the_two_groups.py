# title: halfway between the last punctual and the first late one
# says: That is right if the two groups do not overlap. Bad luck makes them overlap.
# fails: test_learn_threshold_noisy, test_learn_threshold_all_or_none_late, test_learn_threshold_below_zero_and_repeated
def learn_threshold(x, late):
    punctual = [a for a, b in zip(x, late) if not b]
    delayed = [a for a, b in zip(x, late) if b]
    return (max(punctual) + min(delayed)) / 2
