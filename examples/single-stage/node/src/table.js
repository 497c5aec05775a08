const { factor, miles } = DATA;

for (const mile of miles)
  console.log(`${String(mile).padStart(4)} mi ${(mile * factor).toFixed(1).padStart(7)} km`);
