console.log("coins: 2");
