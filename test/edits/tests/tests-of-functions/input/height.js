exports.height = (hour) => Math.sin(hour);
