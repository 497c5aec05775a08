print("dates: 1")
