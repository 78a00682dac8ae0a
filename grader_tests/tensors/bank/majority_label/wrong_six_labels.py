# title: counts the labels of the table only
# says: The table lists six meanings, but votes go up to 9.
# fails: test_majority_label_clear_winners, test_majority_label_without_half_of_the_votes
def majority_label(votes):
    counts = torch.stack([(votes == label).sum(1) for label in range(6)], dim=1)
    return counts.argmax(1)
