"""From the notebook to a page: papermill runs it, nbconvert prints it."""
