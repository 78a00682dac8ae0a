# title: one global network for all couriers
# says: The next training changes the network of the first courier, too. Make a new one in each call.
# fails: test_fit_curve_answers_each_question_by_itself

network = None


def fit_curve(x, y):
    global network, scale
    scale = x.mean(), x.std(), y.mean(), y.std()
    network = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
    optimizer = torch.optim.Adam(network.parameters(), lr=0.02)
    mx, sx, my, sy = scale
    for _ in range(500):
        optimizer.zero_grad()
        F.mse_loss(network((x - mx) / sx), (y - my) / sy).backward()
        optimizer.step()
    return answer


def answer(q):
    mx, sx, my, sy = scale
    return (network((q - mx) / sx) * sy + my).detach()
