# title: counts in a table that lives on the CPU
# says: The votes cannot be counted into a table on another device; make it where the votes are.
# fails: test_majority_label_on_device

def majority_label(votes):
    counts = torch.zeros(len(votes), 10)
    counts.scatter_add_(1, votes, torch.ones(votes.shape))
    return counts.argmax(dim=1)
