# title: returns a class instead of a network
# says: That is the plan of a network. Call it, and return what comes out.
# fails: test_build_model_shapes, test_build_model_size, test_build_model_each_row_alone, test_build_model_bends, test_build_model_raw_scores, test_build_model_on_device
def build_model(n_in, n_hidden, n_out):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.net = nn.Sequential(nn.Linear(n_in, n_hidden), nn.ReLU(), nn.Linear(n_hidden, n_out))
        def forward(self, x):
            return self.net(x)
    return Net
