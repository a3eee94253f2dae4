"""Papers that leave the house: the same sections as a tagged PDF (``pdf``) and as a Word file (``word``)."""
