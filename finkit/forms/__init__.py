"""The bureau's form: an Excel workbook to fill in and to import back, and its faults marked."""
