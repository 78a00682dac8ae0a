# title: moves a tensor and throws the result away
# says: .to gives a new tensor and leaves the old one where it is: keep what it returns.
# fails: test_softmax_on_device

def softmax(logits, dim=-1):
    e = torch.exp(logits - logits.amax(dim=dim, keepdim=True))
    total = torch.zeros(e.sum(dim=dim, keepdim=True).shape, dtype=e.dtype)
    total.to(logits.device)
    return e / (total + e.sum(dim=dim, keepdim=True))
