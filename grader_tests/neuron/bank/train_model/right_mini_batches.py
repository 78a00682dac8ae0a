# title: mini-batches from a DataLoader
from torch.utils.data import DataLoader, TensorDataset


def train_model(model, x, y, lr, epochs):
    loader = DataLoader(TensorDataset(x, y), batch_size=6, shuffle=True)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for xb, yb in loader:
            optimizer.zero_grad()
            loss = F.mse_loss(model(xb), yb)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(xb)
        losses.append(total / len(x))
    return losses
