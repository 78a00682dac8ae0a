# title: the bundle is a function
import copy
def save_bundle(path, model, mean, std, sizes):
    twin = copy.deepcopy(model).cpu()
    state = twin.state_dict()
    torch.save([state, mean.cpu().clone(), std.cpu().clone(), *sizes], path)
def load_bundle(path):
    state, mean, std, *sizes = torch.load(path, map_location=torch.device("cpu"), weights_only=True)
    net = build_model(*sizes).eval()
    net.load_state_dict(state)
    @torch.no_grad()
    def ask(features):
        x = torch.as_tensor(features, dtype=mean.dtype).sub(mean).div(std).unsqueeze(0)
        return torch.softmax(net(x)[0], dim=0)
    return ask
def predict_one(bundle, features):
    probability, label = bundle(features).max(dim=0)
    return int(label), float(probability)
