# title: the scaler as NumPy arrays
# says: torch.load opens tensors and lists by default, no arrays of NumPy.
# fails: test_bundle_opens_by_default
def save_bundle(path, model, mean, std, sizes):
    torch.save({"w": model.state_dict(), "mean": mean.cpu().numpy(), "std": std.cpu().numpy(), "sizes": list(sizes)}, path)
def load_bundle(path):
    d = torch.load(path, map_location="cpu", weights_only=False)
    m = build_model(*d["sizes"])
    m.load_state_dict(d["w"])
    return m.eval(), torch.tensor(d["mean"]), torch.tensor(d["std"])
def predict_one(bundle, features):
    m, mean, std = bundle
    with torch.no_grad():
        p = m(((torch.tensor(features) - mean) / std)[None]).softmax(1)[0]
    return int(p.argmax()), float(p.max())
