# title: weights packed in half precision
# says: Half of the digits are lost on the way. Pack the weights as they are.
# fails: test_bundle_other_questions, test_bundle_stands_alone
def save_bundle(path, model, mean, std, sizes):
    torch.save({"w": {k: v.half() for k, v in model.state_dict().items()}, "mean": mean, "std": std, "sizes": list(sizes)}, path)
def load_bundle(path):
    d = torch.load(path, map_location="cpu")
    m = build_model(*d["sizes"])
    m.load_state_dict({k: v.float() for k, v in d["w"].items()})
    return m.eval(), d["mean"].half().float(), d["std"].half().float()
def predict_one(bundle, features):
    m, mean, std = bundle
    with torch.no_grad():
        p = m(((torch.tensor(features) - mean) / std)[None]).softmax(1)[0]
    return int(p.argmax()), float(p.max())
