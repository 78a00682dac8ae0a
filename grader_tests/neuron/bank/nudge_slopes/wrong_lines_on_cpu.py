# title: the nudged lines live on the CPU
# says: torch.tensor([...]) is born on the CPU; say device=x.device, or leave w and b plain numbers.
# fails: test_nudge_slopes_on_device

def nudge_slopes(x, y, w, b, h=1e-3):
    ws = torch.tensor([w + h, w - h, w, w], dtype=torch.float64)
    bs = torch.tensor([b, b, b + h, b - h], dtype=torch.float64)
    errors = ((x * ws + bs - y) ** 2).mean(dim=0)
    return ((errors[0] - errors[1]) / (2 * h)).item(), ((errors[2] - errors[3]) / (2 * h)).item()
