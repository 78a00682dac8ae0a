# title: the new layer is left on the CPU
# says: A new layer is born on the CPU. Move it to where the two old ones live.
# fails: test_collapse_on_device

def collapse(l1, l2):
    one = nn.Linear(l1.in_features, l2.out_features)
    with torch.no_grad():
        one.weight.copy_(l2.weight @ l1.weight)
        one.bias.copy_(l2(l1.bias))
    return one
