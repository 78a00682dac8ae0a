# title: subtracts the second unit once
# says: With both switches up the count is 2: the second unit has to take away all of it.
# fails: test_xor_by_hand_four_cases, test_xor_by_hand_any_batch, test_xor_by_hand_nine_numbers, test_xor_by_hand_numbers_do_the_work

def xor_by_hand():
    model = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
    with torch.no_grad():
        model[0].weight.fill_(1.0)
        model[0].bias.copy_(torch.tensor([0.0, -1.0]))
        model[2].weight.copy_(torch.tensor([[1.0, -1.0]]))
        model[2].bias.zero_()
    return model
