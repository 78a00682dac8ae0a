# title: builds the network and does not return it
# says: A function without return gives None.
# fails: test_build_model_bends, test_build_model_raw_scores, test_build_model_shapes, test_build_model_size, test_build_model_on_device, test_build_model_each_row_alone
def build_model(n_in, n_hidden, n_out):
    model = nn.Sequential(nn.Linear(n_in, n_hidden), nn.ReLU(), nn.Linear(n_hidden, n_out))
