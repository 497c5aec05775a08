console.log("stops: 5");
