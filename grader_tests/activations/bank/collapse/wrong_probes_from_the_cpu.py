# title: asks the layers with inputs from the CPU
# says: The layers answer where they live. Make the inputs that you ask them there, too.
# fails: test_collapse_on_device

def collapse(l1, l2):
    one = nn.Linear(l1.in_features, l2.out_features)
    with torch.no_grad():
        constant = l2(l1(torch.zeros(1, l1.in_features)))
        one.weight.copy_((l2(l1(torch.eye(l1.in_features))) - constant).T)
        one.bias.copy_(constant[0])
    return one
