print("olives: 8")
