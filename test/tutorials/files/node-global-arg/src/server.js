console.log("on air");
