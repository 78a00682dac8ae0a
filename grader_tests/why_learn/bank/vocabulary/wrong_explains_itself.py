# title: takes deep learning for easy to interpret
# says: Of a straight line one can read off why; of a million weights one cannot.
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
    "performance": "dl",
    "data regime": "ml",
    "cost": "dl",
    "model class": "dl",
    "feature engineering": "ml",
    "interpretability": "dl",
}
NESTING = ["AI", "ML", "DL"]
PYTORCH = {"made by": "FAIR", "year": 2016, "governed by": "PyTorch Foundation"}
