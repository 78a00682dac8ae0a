# title: brings its input to the CPU
# says: The answer belongs where the question lives: nobody asked for the CPU.
# fails: test_relu_on_device

def relu(x):
    return x.cpu().clamp(min=0)
