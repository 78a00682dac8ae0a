# title: an ending is added to the path
# says: The file has to be where `path` says, not beside it: whoever reads it knows only this name.
# fails: test_bundle_opens_by_default
def save_bundle(path, model, mean, std, sizes):
    torch.save({"w": model.state_dict(), "mean": mean, "std": std, "sizes": list(sizes)}, path + ".pt")
def load_bundle(path):
    d = torch.load(path + ".pt", map_location="cpu")
    m = build_model(*d["sizes"])
    m.load_state_dict(d["w"])
    return m.eval(), d["mean"], d["std"]
def predict_one(bundle, features):
    m, mean, std = bundle
    with torch.no_grad():
        p = m(((torch.tensor(features) - mean) / std)[None]).softmax(1)[0]
    return int(p.argmax()), float(p.max())
