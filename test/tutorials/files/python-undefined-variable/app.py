print("roots: 12")
