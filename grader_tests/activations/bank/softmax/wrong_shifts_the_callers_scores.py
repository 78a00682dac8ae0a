# title: subtracts the maximum from the caller's own scores
# says: -= writes into the tensor that you were given, and torch.no_grad() does not change that. Make a new one.
# fails: test_softmax_square_table
def softmax(logits, dim=-1):
    with torch.no_grad():
        logits -= logits.max(dim=dim, keepdim=True).values
    e = torch.exp(logits)
    return e / e.sum(dim=dim, keepdim=True)
