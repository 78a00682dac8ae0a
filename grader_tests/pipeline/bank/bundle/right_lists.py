# title: everything as lists of numbers, rebuilt for each question
def save_bundle(path, model, mean, std, sizes):
    with open(path, "wb") as file:
        torch.save(
            {
                "sizes": tuple(sizes),
                "scaler": (mean.tolist(), std.tolist()),
                "weights": {k: v.tolist() for k, v in model.state_dict().items()},
            },
            file,
        )
def load_bundle(path):
    return torch.load(path)
def predict_one(bundle, features):
    net = build_model(*bundle["sizes"])
    net.load_state_dict({k: torch.tensor(v) for k, v in bundle["weights"].items()})
    net.eval()
    z = [(f - m) / s for f, m, s in zip(features, *bundle["scaler"])]
    with torch.inference_mode():
        p = F.softmax(net(torch.tensor([z])), dim=-1).flatten().tolist()
    best = max(range(len(p)), key=p.__getitem__)
    return best, p[best]
