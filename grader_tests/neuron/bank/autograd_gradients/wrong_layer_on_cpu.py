# title: the layer lives on the CPU
# says: A new nn.Linear is on the CPU; move it to where x is: .to(x.device).
# fails: test_autograd_gradients_on_device

def autograd_gradients(x, y, w, b):
    neuron = nn.Linear(1, 1).to(x.dtype)
    nn.init.constant_(neuron.weight, w)
    nn.init.constant_(neuron.bias, b)
    nn.MSELoss()(neuron(x), y).backward()
    return neuron.weight.grad, neuron.bias.grad
