# title: adds instead of multiplying
def double(x):
    return x + x
