# title: puts new parameters into the model at the end
# says: Whoever holds the old parameters, an optimizer for instance, does not see the new ones.
# fails: test_train_model_keeps_the_parameters
import copy


def train_model(model, x, y, lr, epochs):
    best = copy.deepcopy(model)
    optimizer = torch.optim.SGD(best.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(best(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    for name, parameter in best.named_parameters():
        setattr(model, name, nn.Parameter(parameter.detach().clone()))
    return losses
