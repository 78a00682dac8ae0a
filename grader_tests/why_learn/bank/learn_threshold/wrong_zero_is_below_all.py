# title: takes 0 for smaller than every example
# says: Distances are above zero, temperatures are not. What is surely below all examples?
# fails: test_learn_threshold_below_zero_and_repeated
def learn_threshold(x, late):
    def wrong(t):
        return sum((a > t) != b for a, b in zip(x, late))

    return min([0.0] + x, key=wrong)
