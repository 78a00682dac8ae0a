# title: looks for layer types instead of behaviour
# says: Functions without layer objects can bend too; feed numbers in and compare.
# fails: test_is_affine_hidden_bends

def is_affine(f, n_in):
    bending = (nn.ReLU, nn.LeakyReLU, nn.Tanh, nn.Sigmoid)
    if isinstance(f, nn.Module):
        return not any(isinstance(layer, bending) for layer in f.modules())
    return True
