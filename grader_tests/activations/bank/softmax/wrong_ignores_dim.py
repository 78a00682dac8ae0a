# title: ignores dim
# says: `dim` says along which dimension the result sums to 1; yours always takes the last.
# fails: test_softmax_any_dim

def softmax(logits, dim=-1):
    e = torch.exp(logits - logits.amax(dim=-1, keepdim=True))
    return e / e.sum(dim=-1, keepdim=True)
