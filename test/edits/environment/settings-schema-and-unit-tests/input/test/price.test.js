import assert from 'node:assert';
import test from 'node:test';

process.env.GLAZE = 'gold';

test('gold costs more', async () => {
  const { price } = await import('../price.js');
  assert.equal(price(2), 18);
});
