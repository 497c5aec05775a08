console.log("bees: many");
