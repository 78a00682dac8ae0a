# title: the loop of exercise 5 on standardised distances
def fit_neuron(x, y):
    mean, std = x.mean().item(), x.std().item()
    w_z, b_z, _ = train_by_hand((x - mean) / std, y, lr=0.3, epochs=60)
    return unfold(w_z, b_z, mean, std)
