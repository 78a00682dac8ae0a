# title: by way of NumPy, as a tuple

def gradient_norms(model, x, y):
    for p in model.parameters():
        p.grad = None
    nn.MSELoss()(model(x), y).backward()
    matrices = [p for p in model.parameters() if p.dim() == 2]
    return tuple(float((p.grad.cpu().numpy() ** 2).sum() ** 0.5) for p in matrices)
