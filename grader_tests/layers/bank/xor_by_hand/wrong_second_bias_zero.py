# title: AND/OR confused (second unit bias 0)
# says: Your second unit already fires for one active input; its bias must make it fire only for two.
# fails: test_xor_by_hand_four_cases, test_xor_by_hand_any_batch, test_xor_by_hand_nine_numbers, test_xor_by_hand_numbers_do_the_work

def xor_by_hand():
    model = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
    with torch.no_grad():
        model[0].weight.fill_(1.0)
        model[0].bias.zero_()
        model[2].weight.copy_(torch.tensor([[1.0, -2.0]]))
        model[2].bias.zero_()
    return model
