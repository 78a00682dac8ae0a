# title: softmax over the one row
# says: Over a batch of one row every probability is 1: the classes lie in the other dimension.
# fails: test_bundle_answers_like_the_network, test_bundle_other_questions, test_bundle_stands_alone

def save_bundle(path, model, mean, std, sizes):
    torch.save({"state": model.state_dict(), "mean": mean, "std": std, "sizes": sizes}, path)
def load_bundle(path):
    b = torch.load(path, map_location="cpu")
    net = build_model(*b["sizes"])
    net.load_state_dict(b["state"])
    return net.eval(), b["mean"], b["std"]
def predict_one(bundle, features):
    net, mean, std = bundle
    x = (torch.tensor([features]) - mean) / std
    with torch.no_grad():
        s = net(x)
        p = torch.softmax(s, dim=0)[0]
    return int(s.argmax()), float(p.max())
