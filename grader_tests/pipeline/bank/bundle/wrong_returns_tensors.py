# title: returns tensors
# says: Return a plain int and float: the app that calls you does not know PyTorch.
# fails: test_bundle_plain_answers
def save_bundle(path, model, mean, std, sizes):
    torch.save({"state": model.state_dict(), "mean": mean, "std": std, "sizes": sizes}, path)


def load_bundle(path):
    saved = torch.load(path, map_location="cpu")
    n_in, n_hidden, n_out = saved["sizes"]
    model = nn.Sequential(nn.Linear(n_in, n_hidden), nn.ReLU(), nn.Linear(n_hidden, n_out))
    model.load_state_dict(saved["state"])
    model.eval()
    return {"model": model, "mean": saved["mean"], "std": saved["std"]}


@torch.no_grad()
def predict_one(bundle, features):
    x = (torch.tensor([features]) - bundle["mean"]) / bundle["std"]
    p = torch.softmax(bundle["model"](x), 1)[0]
    return p.argmax(), p.max()
