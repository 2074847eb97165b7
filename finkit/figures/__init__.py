"""Figures: values that know their formula, inputs and reasons; what indicators compute with."""
