# title: DataLoader, momentum, sums of losses
from torch.utils.data import DataLoader, TensorDataset


def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    loader = DataLoader(
        TensorDataset(X, y),
        batch_size=batch_size,
        shuffle=True,
        generator=torch.Generator().manual_seed(seed),
    )
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    history = []
    for _ in range(epochs):
        model.train()
        running = 0.0
        for xb, yb in loader:
            loss = F.cross_entropy(model(xb), yb, reduction="sum")
            optimizer.zero_grad(set_to_none=False)
            (loss / len(yb)).backward()
            optimizer.step()
            running += float(loss.detach())
        history.append(running / len(loader.dataset))
    return history
