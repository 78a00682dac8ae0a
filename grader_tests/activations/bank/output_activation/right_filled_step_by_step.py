# title: filled step by step, with None

OUTPUT = {}
OUTPUT["minutes"] = OUTPUT["temperature"] = None
OUTPUT["late or not"] = "sigmoid"
OUTPUT["which of ten"] = "softmax"
