# title: accepts only more than half of the votes
# says: The winner needs more votes than any other, not more than half of them.
# fails: test_majority_label_without_half_of_the_votes

def majority_label(votes):
    labels = []
    for row in votes:
        winner = row[0]
        for label in row:
            if (row == label).sum() > len(row) / 2:
                winner = label
        labels.append(int(winner))
    return torch.tensor(labels)
