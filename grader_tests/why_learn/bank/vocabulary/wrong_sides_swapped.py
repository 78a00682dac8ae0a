# title: the two columns of the table swapped
# says: Read each row as a sentence about a network with many layers: is it true?
# fails: test_vocabulary_ml_or_dl
CHOOSE = {
    "refund": "rules",
    "photos": "deep learning",
    "new depot": "classical ml",
    "voice mail": "deep learning",
    "credit": "classical ml",
    "heavy parcel": "rules",
}
ML_OR_DL = {
    "performance": "ml",
    "data regime": "dl",
    "cost": "ml",
    "model class": "ml",
    "feature engineering": "dl",
    "interpretability": "dl",
}
NESTING = ["AI", "ML", "DL"]
PYTORCH = {"made by": "FAIR", "year": 2016, "governed by": "PyTorch Foundation"}
