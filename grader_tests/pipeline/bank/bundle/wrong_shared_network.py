# title: one network for all bundles of the same sizes
# says: Whoever loads a second file changes what the first bundle answers. Build a network for each.
# fails: test_bundle_stands_alone
_nets = {}
def save_bundle(path, model, mean, std, sizes):
    torch.save({"w": model.state_dict(), "mean": mean, "std": std, "sizes": list(sizes)}, path)
def load_bundle(path):
    d = torch.load(path, map_location="cpu")
    key = tuple(d["sizes"])
    if key not in _nets:
        _nets[key] = build_model(*key)
    _nets[key].load_state_dict(d["w"])
    return _nets[key].eval(), d["mean"], d["std"]
def predict_one(bundle, features):
    m, mean, std = bundle
    with torch.no_grad():
        p = m(((torch.tensor(features) - mean) / std)[None]).softmax(1)[0]
    return int(p.argmax()), float(p.max())
