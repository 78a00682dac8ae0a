# title: the probability of class 0
# says: The probability belongs to the class that you name.
# fails: test_bundle_answers_like_the_network, test_bundle_other_questions, test_bundle_stands_alone, test_bundle_on_device
def save_bundle(path, model, mean, std, sizes):
    torch.save({"state": model.state_dict(), "mean": mean, "std": std, "sizes": sizes}, path)


def load_bundle(path):
    saved = torch.load(path)
    n_in, n_hidden, n_out = saved["sizes"]
    model = nn.Sequential(nn.Linear(n_in, n_hidden), nn.ReLU(), nn.Linear(n_hidden, n_out))
    model.load_state_dict(saved["state"])
    model.eval()
    return {"model": model, "mean": saved["mean"], "std": saved["std"]}


@torch.no_grad()
def predict_one(bundle, features):
    x = (torch.tensor([features]) - bundle["mean"]) / bundle["std"]
    p = torch.softmax(bundle["model"](x), 1)[0]
    return int(p.argmax()), float(p[0])
