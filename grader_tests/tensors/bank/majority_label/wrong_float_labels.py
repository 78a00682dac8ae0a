# title: labels as floats
# says: Labels are whole numbers; leave them int64.
# fails: test_majority_label_clear_winners, test_majority_label_without_half_of_the_votes

def majority_label(votes):
    return votes.float().mode(dim=1).values
