# title: four hidden neurons, one for each case
# says: Two hidden neurons are enough; this network has 17 numbers.
# fails: test_xor_by_hand_nine_numbers

def xor_by_hand():
    model = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 1))
    with torch.no_grad():
        model[0].weight.copy_(torch.tensor([[1.0, -1.0], [-1.0, 1.0], [1.0, 1.0], [-1.0, -1.0]]))
        model[0].bias.copy_(torch.tensor([0.0, 0.0, -1.0, 0.0]))
        model[2].weight.copy_(torch.tensor([[1.0, 1.0, 0.0, 0.0]]))
        model[2].bias.zero_()
    return model
