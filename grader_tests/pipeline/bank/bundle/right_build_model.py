# title: rebuilt with build_model, scaler folded into lists
def save_bundle(path, model, mean, std, sizes):
    with open(path, "wb") as file:
        torch.save(
            {
                "version": 1,
                "sizes": tuple(sizes),
                "mean": mean.tolist(),
                "std": std.tolist(),
                "weights": model.state_dict(),
            },
            file,
        )


def load_bundle(path):
    with open(path, "rb") as file:
        bundle = torch.load(file)
    network = build_model(*bundle["sizes"])
    network.load_state_dict(bundle["weights"])
    return network.eval(), bundle["mean"], bundle["std"]


def predict_one(bundle, features):
    network, mean, std = bundle
    row = torch.tensor([[(f - m) / s for f, m, s in zip(features, mean, std)]])
    probabilities = F.softmax(network(row), dim=-1).detach().numpy()[0]
    return [int(np.argmax(probabilities)), float(np.max(probabilities))]
