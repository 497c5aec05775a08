print("limes: 2")
