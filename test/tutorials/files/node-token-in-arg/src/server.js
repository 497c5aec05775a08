console.log("keys: 0");
