"""Does a report still hold? Made anew from the data, and compared whole; and who signed it."""
