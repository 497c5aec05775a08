console.log("rain: none");
