console.log("seats free: 3");
