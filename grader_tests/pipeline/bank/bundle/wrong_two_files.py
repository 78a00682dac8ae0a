# title: the scaler in a second file
# says: One file was asked for: the second one stays behind when the first is carried away.
# fails: test_bundle_opens_by_default
def save_bundle(path, model, mean, std, sizes):
    torch.save({"w": model.state_dict(), "sizes": list(sizes)}, path)
    torch.save({"mean": mean, "std": std}, path + ".scaler")
def load_bundle(path):
    d = torch.load(path, map_location="cpu") | torch.load(path + ".scaler", map_location="cpu")
    m = build_model(*d["sizes"])
    m.load_state_dict(d["w"])
    return m.eval(), d["mean"], d["std"]
def predict_one(bundle, features):
    m, mean, std = bundle
    with torch.no_grad():
        p = m(((torch.tensor(features) - mean) / std)[None]).softmax(1)[0]
    return int(p.argmax()), float(p.max())
