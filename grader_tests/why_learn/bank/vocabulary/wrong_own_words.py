# title: words that are not on the list
# says: Choose from the listed words, so that the answers can be compared.
# fails: test_vocabulary_form, test_vocabulary_choose
CHOOSE = {
    "refund": "rules",
    "photos": "a neural network",
    "new depot": "classical ml",
    "voice mail": "deep learning",
    "credit": "classical ml",
    "heavy parcel": "rules",
}
ML_OR_DL = {
    "performance": "dl",
    "data regime": "ml",
    "cost": "dl",
    "model class": "dl",
    "feature engineering": "ml",
    "interpretability": "ml",
}
NESTING = ["AI", "ML", "DL"]
PYTORCH = {"made by": "FAIR", "year": 2016, "governed by": "PyTorch Foundation"}
