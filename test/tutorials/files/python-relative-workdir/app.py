print("pears: 5")
