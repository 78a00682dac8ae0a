# title: two straight pieces with one corner
# says: The notebook's road has one corner, another may have several. Hidden units find their corners themselves, if there are enough of them.
# fails: test_fit_curve_town_highway_town
def fit_curve(x, y):
    def pieces(miles, corner):
        return torch.cat([torch.ones_like(miles), miles, torch.relu(miles - corner)], dim=1)

    best = None
    for corner in torch.linspace(float(x.min()), float(x.max()), 102)[1:-1]:
        A = pieces(x, corner)
        w = torch.linalg.lstsq(A, y).solution
        loss = F.mse_loss(A @ w, y).item()
        if best is None or loss < best[0]:
            best = loss, corner, w
    _, corner, w = best

    def answer(miles):
        return pieces(miles, corner) @ w

    return answer
