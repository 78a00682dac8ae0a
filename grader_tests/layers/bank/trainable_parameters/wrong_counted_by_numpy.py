# title: lets NumPy count, wherever the weights live
# says: NumPy lives on the CPU. A parameter knows its own size, wherever it is.
# fails: test_trainable_on_device

def trainable_parameters(model):
    trained = [p for p in model.parameters() if p.requires_grad]
    return sum(p.detach().numpy().size for p in trained)
