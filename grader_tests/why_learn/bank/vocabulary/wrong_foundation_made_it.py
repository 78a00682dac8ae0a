# title: takes the Foundation's year for PyTorch's
# says: PyTorch was released in 2016; the Foundation has governed it since 2022.
# fails: test_vocabulary_pytorch
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
    "interpretability": "ml",
}
NESTING = ["AI", "ML", "DL"]
PYTORCH = {"made by": "FAIR", "year": 2022, "governed by": "PyTorch Foundation"}
