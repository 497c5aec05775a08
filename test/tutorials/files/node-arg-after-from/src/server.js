console.log("notes: 7");
