# title: from x and its absolute value

def leaky_relu(x, slope=0.01):
    return (1 + slope) / 2 * x + (1 - slope) / 2 * x.abs()
