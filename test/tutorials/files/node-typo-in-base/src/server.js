console.log("tracks: 11");
