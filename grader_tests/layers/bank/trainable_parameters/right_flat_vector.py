# title: one long vector of all that is trained

def trainable_parameters(model):
    trained = [p.detach().flatten() for p in model.parameters() if p.requires_grad]
    if not trained:
        return 0
    return len(torch.cat(trained))
