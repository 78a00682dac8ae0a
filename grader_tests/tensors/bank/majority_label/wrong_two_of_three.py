# title: knows three annotators
# says: There may be any number of annotators.
# fails: test_majority_label_without_half_of_the_votes
# may_fail: test_majority_label_clear_winners
def majority_label(votes):
    a, b, c = votes[:, 0], votes[:, 1], votes[:, 2]
    return torch.where((a == b) | (a == c), a, b)
