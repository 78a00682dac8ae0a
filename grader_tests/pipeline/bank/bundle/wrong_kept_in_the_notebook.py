# title: the model stays in a variable of the notebook
# says: The depot's computer has the file and nothing else; the weights are not in it.
# fails: test_bundle_stands_alone
DEPLOYED = {}


def save_bundle(path, model, mean, std, sizes):
    DEPLOYED["model"] = model
    torch.save({"mean": mean, "std": std, "sizes": sizes}, path)


def load_bundle(path):
    saved = torch.load(path, map_location="cpu")
    return {"model": DEPLOYED["model"], "mean": saved["mean"], "std": saved["std"]}


@torch.no_grad()
def predict_one(bundle, features):
    x = (torch.tensor([features]) - bundle["mean"]) / bundle["std"]
    device = next(bundle["model"].parameters()).device
    p = torch.softmax(bundle["model"](x.to(device)), 1)[0]
    return int(p.argmax()), float(p.max())
