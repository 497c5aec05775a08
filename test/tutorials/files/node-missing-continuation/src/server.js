console.log("tides at noon");
