print("nuts: 100")
