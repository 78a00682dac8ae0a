# title: one-hot votes, added up

def majority_label(votes):
    return F.one_hot(votes, 10).sum(dim=1).argmax(dim=1)
