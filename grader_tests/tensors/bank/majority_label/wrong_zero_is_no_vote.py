# title: label 0 is never counted
# says: 0 is a label like any other: it means the door.
# fails: test_majority_label_clear_winners

def majority_label(votes):
    labels = [int(torch.bincount(row, minlength=10)[1:].argmax()) + 1 for row in votes]
    return torch.tensor(labels)
