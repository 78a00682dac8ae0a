# title: artificial intelligence inside machine learning
# says: Rules written by hand count as artificial intelligence, but nothing is learned there. So which contains which?
# fails: test_vocabulary_nesting
CHOOSE = {"refund": "rules", "photos": "deep learning", "new depot": "classical ml", "voice mail": "deep learning", "credit": "classical ml", "heavy parcel": "rules"}
ML_OR_DL = {"performance": "dl", "data regime": "ml", "cost": "dl", "model class": "dl", "feature engineering": "ml", "interpretability": "ml"}
NESTING = ["ML", "AI", "DL"]
PYTORCH = {"made by": "FAIR", "year": 2016, "governed by": "PyTorch Foundation"}
