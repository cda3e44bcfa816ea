const { height } = require('./height');

test('low at midnight', () => expect(height(0)).toBe(0));
