# title: asks a layer for its values at 0 and 1
def unfold(w_z, b_z, mean, std):
    neuron = make_neuron(w_z, b_z).double()
    at = torch.tensor([[0.0], [1.0]], dtype=torch.float64)
    zero, one = neuron((at - mean) / std)
    return one - zero, zero
