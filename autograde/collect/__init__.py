"""
What students handed in elsewhere, into ``submitted/``.

`archive` reads a zip or a folder that may be anything; one module for each learning management
system (LMS) knows the names in its export; `roster` knows who is who; `placing` writes. Nothing is
lost: what finds no place is kept and listed.
"""
