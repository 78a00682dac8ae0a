# title: asks for the minutes to spare
def take_order(w, b, distance, promise=30.0):
    return not (predict(distance, w, b) >= promise)
