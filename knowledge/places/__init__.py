"""Places: countries, regions, cities and time zones as data, and the script that gathers them."""
