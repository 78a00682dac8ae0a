# title: with the sigmoid of exercise 3

def tanh_from_sigmoid(x):
    return sigmoid(x + x) * 2 - 1
