# title: an autograd function with its own backward
class Price(torch.autograd.Function):
    @staticmethod
    def forward(ctx, d):
        ctx.save_for_backward(d)
        return torch.where(d > 5, 9 + 2 * (d - 5), 3 + 1.2 * d)
    @staticmethod
    def backward(ctx, g):
        (d,) = ctx.saved_tensors
        return g * torch.where(d > 5, 2.0, 1.2)
def fee(d):
    return Price.apply(d)
