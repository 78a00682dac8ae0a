# title: who agrees with most, and what they said
def majority_label(votes):
    agree = (votes[:, :, None] == votes[:, None, :]).sum(dim=2)
    return votes.gather(1, agree.argmax(dim=1, keepdim=True)).squeeze(1)
