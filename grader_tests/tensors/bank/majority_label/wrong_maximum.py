# title: the largest label
# says: max finds the largest label; the one with the most votes is asked for.
# fails: test_majority_label_three_photos, test_majority_label_clear_winners, test_majority_label_without_half_of_the_votes

def majority_label(votes):
    return votes.max(dim=1).values
