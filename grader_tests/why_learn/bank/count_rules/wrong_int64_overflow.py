# title: torch.prod overflows int64
# says: 64 yes/no conditions do not fit into 64 bits, PyTorch's or NumPy's; Python's own integers never overflow.
# fails: test_count_rules_more_than_a_machine_word
def count_rules(options):
    return int(torch.tensor(options, dtype=torch.int64).prod())
