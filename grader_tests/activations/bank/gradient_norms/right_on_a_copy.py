# title: measured on a copy of the model

def gradient_norms(model, x, y):
    import copy

    twin = copy.deepcopy(model)
    twin.zero_grad(set_to_none=False)
    ((twin(x) - y) ** 2).mean().backward()
    return [
        torch.linalg.vector_norm(p.grad).item()
        for name, p in twin.named_parameters()
        if name.endswith("weight")
    ]
