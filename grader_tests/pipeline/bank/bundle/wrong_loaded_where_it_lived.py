# title: tensors come out of the file where they lived when they were saved
# says: A file remembers the device of each tensor; tell torch.load where they shall live now.
# fails: test_bundle_on_device
def save_bundle(path, model, mean, std, sizes):
    torch.save({"state": model.state_dict(), "mean": mean, "std": std, "sizes": sizes}, path)


def load_bundle(path):
    saved = torch.load(path)
    n_in, n_hidden, n_out = saved["sizes"]
    model = nn.Sequential(nn.Linear(n_in, n_hidden), nn.ReLU(), nn.Linear(n_hidden, n_out))
    model.load_state_dict(saved["state"])
    return model.eval(), saved["mean"], saved["std"]


def predict_one(bundle, features):
    model, mean, std = bundle
    with torch.no_grad():
        chances = model(((torch.tensor(features) - mean) / std)[None]).softmax(dim=1)[0]
    return int(chances.argmax()), float(chances.max())
