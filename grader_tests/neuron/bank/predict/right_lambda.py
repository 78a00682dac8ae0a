# title: a lambda instead of a def
predict = lambda x, w, b: (x * w) + b
