"""
Scores and feedback into the files of an LMS, and courses into what may be public.

`scores` reads the gradebook; one module for each LMS fills in the file that this LMS exported,
and knows what its importer would refuse or, worse, skip in silence.
"""
