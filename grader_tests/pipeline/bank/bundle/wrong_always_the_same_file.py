# title: writes to a file name of its own
# says: The caller says where the file is: use `path`.
# fails: test_bundle_stands_alone, test_bundle_opens_by_default

def save_bundle(path, model, mean, std, sizes):
    torch.save({"state": model.state_dict(), "mean": mean, "std": std, "sizes": sizes}, "bundle.pt")
def load_bundle(path):
    b = torch.load("bundle.pt", map_location="cpu")
    net = build_model(*b["sizes"])
    net.load_state_dict(b["state"])
    return net.eval(), b["mean"], b["std"]
def predict_one(bundle, features):
    net, mean, std = bundle
    x = (torch.tensor([features]) - mean) / std
    with torch.no_grad():
        p = torch.softmax(net(x), dim=1)[0]
    return int(p.argmax()), float(p.max())
