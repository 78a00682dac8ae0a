# title: prints the shapes and returns nothing
# says: What is printed is for people; whoever calls the function gets what it returns.
# fails: test_shape_flow_of_the_picture, test_shape_flow_flatten_first, test_shape_flow_any_layers, test_shape_flow_on_device

def shape_flow(model, x):
    print(tuple(x.shape))
    for layer in model:
        x = layer(x)
        print(tuple(x.shape))
