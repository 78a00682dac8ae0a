# title: returns values and indices
# says: mode returns two things; the labels are its values.
# fails: test_majority_label_three_photos, test_majority_label_clear_winners, test_majority_label_without_half_of_the_votes, test_majority_label_on_device

def majority_label(votes):
    return votes.mode(dim=1)
