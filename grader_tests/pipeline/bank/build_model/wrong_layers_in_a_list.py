# title: the layers stand in a plain list
# says: A module does not look into a plain list: its layers are invisible to the optimizer.
# fails: test_build_model_size, test_build_model_on_device
class Net(nn.Module):
    def __init__(self, n_in, n_hidden, n_out):
        super().__init__()
        self.layers = [nn.Linear(n_in, n_hidden), nn.Linear(n_hidden, n_out)]

    def forward(self, x):
        return self.layers[1](torch.relu(self.layers[0](x)))


def build_model(n_in, n_hidden, n_out):
    return Net(n_in, n_hidden, n_out)
