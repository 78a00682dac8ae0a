# title: moves the caller's model to the CPU
# says: `model.cpu()` moves the model itself, and its training can no longer go on where it was. Copy the tensors instead.
# fails: test_bundle_on_device
def save_bundle(path, model, mean, std, sizes):
    torch.save({"w": model.cpu().state_dict(), "mean": mean.cpu(), "std": std.cpu(), "sizes": list(sizes)}, path)
def load_bundle(path):
    d = torch.load(path)
    m = build_model(*d["sizes"])
    m.load_state_dict(d["w"])
    return m.eval(), d["mean"], d["std"]
def predict_one(bundle, features):
    m, mean, std = bundle
    with torch.no_grad():
        p = m(((torch.tensor(features) - mean) / std)[None]).softmax(1)[0]
    return int(p.argmax()), float(p.max())
