# title: made of predict, with a tensor in between
def take_order(w, b, distance, promise=30.0):
    minutes = predict(torch.tensor(distance, dtype=torch.float64), w, b)
    return (minutes < promise).item()
