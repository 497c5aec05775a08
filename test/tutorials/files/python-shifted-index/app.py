print("figs: 30")
