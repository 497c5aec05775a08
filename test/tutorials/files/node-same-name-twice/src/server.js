console.log("pages: 80");
