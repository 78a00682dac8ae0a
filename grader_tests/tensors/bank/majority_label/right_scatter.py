# title: scatter_add into a table of counts
def majority_label(votes):
    counts = votes.new_zeros(votes.shape[0], 10)
    counts.scatter_add_(1, votes, torch.ones_like(votes))
    return counts.max(1).indices
