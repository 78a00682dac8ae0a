# title: dropout that cannot be switched off
# says: F.dropout is on by default, also in evaluation mode.
# fails: test_build_model_raw_scores, test_build_model_on_device, test_build_model_each_row_alone

def build_model(n_in, n_hidden, n_out):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.b = nn.Linear(n_in, n_hidden), nn.Linear(n_hidden, n_out)
        def forward(self, x):
            return self.b(F.dropout(torch.relu(self.a(x)), 0.5))
    return Net()
