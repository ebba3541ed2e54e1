"""What is asserted: claims and papers, reading and printing formulas, the words of pages, the catalogue."""
