print("plums: 6")
