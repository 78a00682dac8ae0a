# title: multiplies in float32
# says: float32 counts exactly up to 16.7 million: multiply Python's ints.
# fails: test_image_of_another_shape
def numbers_in_image(height, width, channels=1):
    return int(torch.tensor([height, width, channels], dtype=torch.float32).prod())
