console.log("loaves: 12");
