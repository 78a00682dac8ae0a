# title: scales the caller's list
# says: The features belong to whoever asks: asked again, they would be scaled twice.
# fails: test_bundle_plain_answers

def save_bundle(path, model, mean, std, sizes):
    torch.save({"state": model.state_dict(), "mean": mean.cpu().tolist(), "std": std.cpu().tolist(), "sizes": sizes}, path)
def load_bundle(path):
    b = torch.load(path, map_location="cpu")
    net = build_model(*b["sizes"])
    net.load_state_dict(b["state"])
    return net.eval(), b["mean"], b["std"]
def predict_one(bundle, features):
    net, mean, std = bundle
    for i in range(len(features)):
        features[i] = (features[i] - mean[i]) / std[i]
    with torch.no_grad():
        p = torch.softmax(net(torch.tensor([features])), dim=1)[0]
    return int(p.argmax()), float(p.max())
