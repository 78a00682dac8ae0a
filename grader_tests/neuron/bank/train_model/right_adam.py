# title: Adam
def train_model(model, x, y, lr, epochs):
    o = torch.optim.Adam(model.parameters(), lr=lr)
    h = []
    for _ in range(epochs):
        l = F.mse_loss(model(x), y)
        o.zero_grad()
        l.backward()
        o.step()
        h.append(l.item())
    return h
