console.log("wheels: 4");
