"""Word files below python-docx: styles, paragraphs, tables, properties and content controls that are accessible.

What is read (:mod:`tpelib.documents.paper`) and what is filled (:mod:`tpelib.documents.docform`) are both made of
these; each says only which styles it has and what it writes.
"""
