# title: the vote that agrees with most others

def majority_label(votes):
    agreement = (votes[:, :, None] == votes[:, None, :]).sum(dim=2)
    return votes.gather(1, agreement.argmax(dim=1, keepdim=True)).squeeze(1)
