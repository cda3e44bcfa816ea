exports.hi = 'hi';
