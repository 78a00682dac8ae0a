# title: output bias left at its random start
# says: The output neuron still has the random bias that it was born with.
# fails: test_xor_by_hand_four_cases, test_xor_by_hand_any_batch, test_xor_by_hand_nine_numbers, test_xor_by_hand_numbers_do_the_work

def xor_by_hand():
    model = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
    with torch.no_grad():
        model[0].weight.fill_(1.0)
        model[0].bias.copy_(torch.tensor([0.0, -1.0]))
        model[2].weight.copy_(torch.tensor([[1.0, -2.0]]))
    return model
