apples
