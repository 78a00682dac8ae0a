# title: looks values up in a table on the CPU
# says: A table that is made inside lives on the CPU unless you name the photos' device.
# fails: test_to_chw_on_device
def to_chw(images):
    table = torch.arange(256) / 255
    return table[images.long()].permute(0, 3, 1, 2)
