"""One module a chapter, each a pure function of the inputs.

`decisions` is a part of the summary, `views` and `terms` are parts of the chapter on constituents.
"""
