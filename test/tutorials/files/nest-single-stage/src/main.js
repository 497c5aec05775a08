console.log("greetings: 2");
