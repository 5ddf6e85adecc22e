"""A year of the sample agency, played day by day through the same actions that people use, and the checks that what
came of it is sound. It seeds a demonstration, and proves that actions, clock and log agree over a long time."""
