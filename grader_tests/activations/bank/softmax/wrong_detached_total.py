# title: cuts the total off as well as the maximum
# says: The maximum cancels, so it may be detached. The total does not: it depends on every score.
# fails: test_softmax_gradient_is_open

def softmax(logits, dim=-1):
    e = torch.exp(logits - logits.detach().amax(dim=dim, keepdim=True))
    total = e.detach().sum(dim=dim, keepdim=True)
    return e / total
