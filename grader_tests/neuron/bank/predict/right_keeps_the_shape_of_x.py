# title: reshapes to the shape of x
def predict(x: "torch.Tensor | float", w, b):
    shape = getattr(x, "shape", None)
    t = b + x * w
    return t if shape is None else t.reshape(shape)
