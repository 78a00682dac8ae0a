# title: looks for layer types instead of behaviour
# says: Some bends stay unseen: feed in numbers of both signs, different ones, and compare what comes out.
# fails: test_is_affine_hidden_bends

def is_affine(f, n_in):
    bending = (nn.ReLU, nn.LeakyReLU, nn.Tanh, nn.Sigmoid)
    if isinstance(f, nn.Module):
        return not any(isinstance(layer, bending) for layer in f.modules())
    return True
