# title: saves the whole module and loads it without protection
# says: Whoever opens this file runs whatever code it names; save what was learned, not the object.
# fails: test_bundle_opens_by_default
def save_bundle(path, model, mean, std, sizes):
    torch.save({"model": model, "mean": mean, "std": std}, path)


def load_bundle(path):
    return torch.load(path, map_location="cpu", weights_only=False)


@torch.no_grad()
def predict_one(bundle, features):
    x = (torch.tensor([features]) - bundle["mean"]) / bundle["std"]
    p = torch.softmax(bundle["model"](x), 1)[0]
    return int(p.argmax()), float(p.max())
