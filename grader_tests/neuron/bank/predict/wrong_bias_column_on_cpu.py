# title: a column of ones for the bias that lives on the CPU
# says: torch.ones is born on the CPU; a bias needs no column, it is added to every row by itself.
# fails: test_predict_on_device

def predict(x, w, b):
    x = torch.as_tensor(x)
    return w * x + b * torch.ones(x.shape)
