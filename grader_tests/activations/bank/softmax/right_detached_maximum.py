# title: the maximum taken out of the graph

def softmax(logits, dim=-1):
    largest = logits.detach().max(dim, keepdim=True)[0]
    e = (logits - largest).exp()
    return e.div(e.sum(dim, keepdim=True))
