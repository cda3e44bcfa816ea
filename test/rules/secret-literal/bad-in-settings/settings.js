module.exports = { secret: 'yq3vTz81kLw0pX5nB7cR2mHd' };
