print("orders: 12")
