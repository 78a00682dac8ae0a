# title: the middle label
# says: The median depends on the order of the labels, which means nothing; count votes.
# fails: test_majority_label_without_half_of_the_votes

def majority_label(votes):
    return votes.median(dim=1).values
