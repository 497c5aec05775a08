console.log("letters: 9");
