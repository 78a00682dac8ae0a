# title: the order as one string
# says: A list has square brackets, and each word its own quotes.
# fails: test_vocabulary_form, test_vocabulary_nesting
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
NESTING = "AI > ML > DL"
PYTORCH = {"made by": "FAIR", "year": 2016, "governed by": "PyTorch Foundation"}
