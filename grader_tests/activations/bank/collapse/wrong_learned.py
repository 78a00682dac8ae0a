# title: trained to imitate, shortly
# says: Two layers are one exactly: multiply the formula out, there is nothing to learn.
# fails: test_collapse_small_layers, test_collapse_different_sizes, test_collapse_square_layers, test_collapse_on_device
def collapse(l1, l2):
    out = nn.Linear(l1.in_features, l2.out_features).to(l1.weight.device)
    opt = torch.optim.Adam(out.parameters(), lr=0.05)
    x = torch.randn(200, l1.in_features, device=l1.weight.device)
    want = l2(l1(x)).detach()
    for _ in range(100):
        opt.zero_grad()
        F.mse_loss(out(x), want).backward()
        opt.step()
    return out
