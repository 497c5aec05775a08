console.log("parcels: 4");
