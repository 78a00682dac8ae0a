# title: asks autograd for second derivatives
# says: From values alone: the second derivative of ReLU is 0 on both sides of its bend, or none comes at all.
# fails: test_is_affine_a_layer_and_two_with_relu, test_is_affine_bent_networks, test_is_affine_hidden_bends

def is_affine(f, n_in):
    x = (6 * torch.rand(50, n_in) - 3).requires_grad_()
    (g,) = torch.autograd.grad(f(x).sum(), x, create_graph=True)
    if not g.requires_grad:
        return True
    h = torch.autograd.grad(g.sum(), x, allow_unused=True)[0]
    return h is None or bool(h.abs().max() < 1e-4)
