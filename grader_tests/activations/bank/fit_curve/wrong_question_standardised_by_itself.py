# title: standardises the question with its own mean and spread
# says: A single question has no spread, and three short ones are not the training data: use the numbers of the training data.
# fails: test_fit_curve_answers_each_question_by_itself

def fit_curve(x, y):
    def standardise(v):
        return (v - v.mean()) / v.std()

    net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.02)
    for _ in range(600):
        optimizer.zero_grad()
        F.mse_loss(net(standardise(x)), standardise(y)).backward()
        optimizer.step()
    return lambda q: (net(standardise(q)) * y.std() + y.mean()).detach()
