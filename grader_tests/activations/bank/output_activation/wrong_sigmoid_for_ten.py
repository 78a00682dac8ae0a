# title: sigmoid for one of ten
# says: Ten sigmoids do not sum to 1, but exactly one district is right.
# fails: test_output_for_one_of_ten

OUTPUT = {
    "minutes": "none",
    "late or not": "sigmoid",
    "which of ten": "sigmoid",
    "temperature": "none",
}
