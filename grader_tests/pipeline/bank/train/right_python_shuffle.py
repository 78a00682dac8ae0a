# title: Python's shuffle, clipped gradients, the mode put back
import random
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    before = model.training
    rng = random.Random(seed)
    order = list(range(len(X)))
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, nesterov=True)
    history = []
    try:
        model.train()
        while len(history) < epochs:
            rng.shuffle(order)
            total = 0.0
            for start in range(0, len(order), batch_size):
                rows = order[start:start + batch_size]
                optimizer.zero_grad(set_to_none=False)
                loss = F.nll_loss(F.log_softmax(model(X[rows]), dim=1), y[rows])
                loss.backward()
                nn.utils.clip_grad_norm_(model.parameters(), 5.0)
                optimizer.step()
                total += float(loss) * len(rows)
            history.append(total / len(order))
    finally:
        model.train(before)
    return history
