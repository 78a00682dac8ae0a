# title: calculates without a graph
# says: torch.no_grad() is for measuring. Here it keeps the gradient from finding its way back.
# fails: test_softmax_gradient_is_open

def softmax(logits, dim=-1):
    with torch.no_grad():
        e = torch.exp(logits - logits.amax(dim=dim, keepdim=True))
        return e / e.sum(dim=dim, keepdim=True)
