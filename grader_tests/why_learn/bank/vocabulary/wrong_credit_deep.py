# title: deep learning where every refusal must be explained
# says: If a regulator wants to see what decided, take something that can be read.
# fails: test_vocabulary_choose
CHOOSE = {
    "refund": "rules",
    "photos": "deep learning",
    "new depot": "classical ml",
    "voice mail": "deep learning",
    "credit": "deep learning",
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
