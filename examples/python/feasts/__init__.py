"""The movable feasts of a year, and the days that hang on them."""
