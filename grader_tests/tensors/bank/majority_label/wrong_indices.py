# title: returns where instead of what
# says: The indices say where the label stands, not which it is.
# fails: test_majority_label_three_photos, test_majority_label_clear_winners, test_majority_label_without_half_of_the_votes

def majority_label(votes):
    return votes.mode(dim=1).indices
