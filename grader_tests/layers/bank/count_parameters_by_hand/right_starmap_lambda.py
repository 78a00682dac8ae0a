# title: a lambda over pairwise
from itertools import pairwise, starmap
count_parameters_by_hand = lambda sizes: sum(starmap(lambda i, o: i * o + o, pairwise(sizes)))
