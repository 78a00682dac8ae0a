# title: the place in unique, not the label there
# says: argmax tells where in the list of labels the winner stands: look there.
# fails: test_majority_label_three_photos, test_majority_label_clear_winners, test_majority_label_without_half_of_the_votes
def majority_label(votes):
    out = []
    for row in votes:
        labels, counts = row.unique(return_counts=True)
        out.append(counts.argmax())
    return torch.stack(out)
