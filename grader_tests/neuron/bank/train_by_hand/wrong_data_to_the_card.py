# title: moves the data to the card and leaves the parameters behind
# says: Whoever moves x and y must move everything that meets them: the parameters are still on the CPU.
# fails: test_train_by_hand_beside_a_card

def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    x, y = x.to(device), y.to(device)
    A = torch.cat([x, torch.ones_like(x)], dim=1)
    theta = torch.tensor([[w0], [b0]], dtype=x.dtype)
    history = []
    for _ in range(epochs):
        r = A @ theta - y
        history.append((r**2).mean().item())
        theta = theta - lr * 2 / len(x) * A.T @ r
    return theta[0].item(), theta[1].item(), history
