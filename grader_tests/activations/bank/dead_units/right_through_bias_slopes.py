# title: units whose bias gets no gradient
def dead_units(layer, X):
    with torch.enable_grad():
        z = F.linear(X, layer.weight.detach(), bias := layer.bias.detach().requires_grad_())
        (slopes,) = torch.autograd.grad(torch.relu(z).sum(), bias)
    return int((slopes == 0).sum())
