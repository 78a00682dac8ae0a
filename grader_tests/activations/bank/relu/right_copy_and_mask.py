# title: a copy, written into

def relu(x):
    result = x.clone()
    result[result < 0] = 0
    return result
