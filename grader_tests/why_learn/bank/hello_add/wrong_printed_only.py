# title: prints the sum and returns nothing
# says: print shows a value to you; return gives it to whoever calls.
# fails: test_hello_add_two_and_three, test_hello_add_other_numbers
def hello_add(a, b):
    print(torch.tensor([a]) + torch.tensor([b]))
