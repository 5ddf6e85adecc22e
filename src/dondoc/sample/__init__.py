"""The invented agency that the program is tried with: Sở Khoa học và Công nghệ of the province An Phước, its units and
people, and documents written in the manner of real ones. Everything is loaded through the same actions that people use.
"""
