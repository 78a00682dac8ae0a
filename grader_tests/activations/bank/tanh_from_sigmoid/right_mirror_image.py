# title: one minus twice the mirror image

def tanh_from_sigmoid(x):
    return 1 - 2 * torch.sigmoid(-2 * x)
