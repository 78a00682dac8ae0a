# title: deep learning for everything
# says: Where the rule can be written down, or examples are few, something simpler does better.
# fails: test_vocabulary_choose
CHOOSE = {
    "refund": "deep learning",
    "photos": "deep learning",
    "new depot": "deep learning",
    "voice mail": "deep learning",
    "credit": "deep learning",
    "heavy parcel": "deep learning",
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
