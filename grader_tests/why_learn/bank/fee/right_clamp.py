# title: near miles and far miles, cut off by clamp
def fee(d):
    near = d.clamp(max=5.0)
    far = torch.relu(d - 5.0)
    return 3.0 + 1.2 * near + 2.0 * far
