# title: counts the votes of all photos together
# says: Each photo is counted by itself: start a new count for each row.
# fails: test_majority_label_three_photos, test_majority_label_clear_winners, test_majority_label_without_half_of_the_votes
from collections import Counter


def majority_label(votes):
    counter, labels = Counter(), []
    for row in votes.tolist():
        counter.update(row)
        labels.append(counter.most_common(1)[0][0])
    return torch.tensor(labels)
