# title: puts the caller's model into evaluation mode
# says: To save is to look, not to change: the training may go on afterwards. Set the mode where the network is rebuilt.
# fails: test_bundle_opens_by_default
def save_bundle(path, model, mean, std, sizes):
    model.eval()
    torch.save({"w": model.state_dict(), "mean": mean, "std": std, "sizes": list(sizes)}, path)
def load_bundle(path):
    d = torch.load(path, map_location="cpu")
    m = build_model(*d["sizes"])
    m.load_state_dict(d["w"])
    return m.eval(), d["mean"], d["std"]
def predict_one(bundle, features):
    m, mean, std = bundle
    with torch.no_grad():
        p = m(((torch.tensor(features) - mean) / std)[None]).softmax(1)[0]
    return int(p.argmax()), float(p.max())
