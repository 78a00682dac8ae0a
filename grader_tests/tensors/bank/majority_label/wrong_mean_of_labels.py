# title: averages the labels
# says: Labels are names, not amounts: the average of 'cat' and 'dog' is not an animal. Count votes.
# fails: test_majority_label_three_photos, test_majority_label_clear_winners, test_majority_label_without_half_of_the_votes

def majority_label(votes):
    return votes.float().mean(1).round().long()
