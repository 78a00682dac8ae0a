# title: the form as it was
# says: Each "..." is to become one of the listed words.
# fails: test_vocabulary_form, test_vocabulary_choose, test_vocabulary_ml_or_dl, test_vocabulary_nesting, test_vocabulary_pytorch
CHOOSE = {
    "refund": "...",
    "photos": "...",
    "new depot": "...",
    "voice mail": "...",
    "credit": "...",
    "heavy parcel": "...",
}
ML_OR_DL = {
    "performance": "...",
    "data regime": "...",
    "cost": "...",
    "model class": "...",
    "feature engineering": "...",
    "interpretability": "...",
}
NESTING = ["...", "...", "..."]
PYTORCH = {"made by": "...", "year": "...", "governed by": "..."}
