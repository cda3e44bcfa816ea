export const tides = (harbours) => JSON.parse(harbours);
