# title: all four nudged lines in one tensor
def nudge_slopes(x, y, w, b, h=1e-3):
    ws = torch.tensor([w + h, w - h, w, w], dtype=torch.float64, device=x.device)
    bs = torch.tensor([b, b, b + h, b - h], dtype=torch.float64, device=x.device)
    errors = ((x * ws + bs - y) ** 2).mean(dim=0)  # (N, 4) to (4,)
    return [((errors[0] - errors[1]) / (2 * h)).item(), ((errors[2] - errors[3]) / (2 * h)).item()]
