const assert = require('assert');
const request = require('supertest');
const app = require('../app');

describe('bakery', () => {
  it('is healthy', () => request(app).get('/health').expect(200, { status: 'ok' }));

  it('knows its prices', () => request(app).get('/prices/rye').expect(200, { bread: 'rye', price: 4 }));

  it('does not bake everything', () => request(app).get('/prices/stone').expect(404));

  it('serves the menu', async () => {
    const { text } = await request(app).get('/menu.txt').expect(200);
    assert.match(text, /Rye/);
  });

  it('has an empty cart for a new visitor, who gets no cookie', async () => {
    const { body, headers } = await request(app).get('/cart').expect(200);
    assert.deepStrictEqual(body, { items: [] });
    assert.strictEqual(headers['set-cookie'], undefined);
  });

  it('wants to know which bread', () => request(app).post('/cart').send({}).expect(400));
});
