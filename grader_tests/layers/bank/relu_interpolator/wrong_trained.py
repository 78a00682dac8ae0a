# title: trains a network instead of working it out
# says: Training comes near the points only; every weight can be worked out exactly.
# fails: test_interpolator_four_points, test_interpolator_uneven_points, test_interpolator_two_points, test_interpolator_numbers_do_the_work, test_interpolator_on_device

def relu_interpolator(kx, ky):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(1, 32), nn.ReLU(), nn.Linear(32, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(60):
        optimizer.zero_grad()
        F.mse_loss(model(kx[:, None]), ky[:, None]).backward()
        optimizer.step()
    return model
