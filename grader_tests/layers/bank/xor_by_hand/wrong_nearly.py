# title: sigmoids that come near 0 and 1 only
# says: The answers are 0.02 and 0.98: exactly 0 and 1 were asked for.
# fails: test_xor_by_hand_four_cases, test_xor_by_hand_any_batch, test_xor_by_hand_nine_numbers, test_xor_by_hand_numbers_do_the_work

def xor_by_hand():
    model = nn.Sequential(nn.Linear(2, 2), nn.Sigmoid(), nn.Linear(2, 1), nn.Sigmoid())
    with torch.no_grad():
        model[0].weight.fill_(10.0)
        model[0].bias.copy_(torch.tensor([-5.0, -15.0]))
        model[2].weight.copy_(torch.tensor([[8.0, -8.0]]))
        model[2].bias.fill_(-4.0)
    return model
