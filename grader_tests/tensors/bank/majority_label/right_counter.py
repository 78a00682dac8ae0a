# title: collections.Counter

def majority_label(votes):
    from collections import Counter

    return torch.tensor([Counter(r).most_common(1)[0][0] for r in votes.tolist()])
