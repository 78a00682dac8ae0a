# title: exp(log_softmax)

def softmax(logits, dim=-1):
    return (logits - logits.logsumexp(dim, keepdim=True)).exp()
