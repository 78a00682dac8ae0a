# title: every listed word in each answer
# says: One answer for each key: choose.
# fails: test_vocabulary_form, test_vocabulary_choose, test_vocabulary_ml_or_dl
every = "rules, classical ml, deep learning"
CHOOSE = dict.fromkeys(["refund", "photos", "new depot", "voice mail", "credit", "heavy parcel"], every)
ML_OR_DL = dict.fromkeys(["performance", "data regime", "cost", "model class", "feature engineering", "interpretability"], "ml dl")
NESTING = ["AI", "ML", "DL"]
PYTORCH = {"made by": "FAIR", "year": 2016, "governed by": "PyTorch Foundation"}
