const request = require('supertest');

jest.mock('../config', () => ({ canal: 'north' }));

const app = require('../app');

test('the level of the canal', async () => {
  const response = await request(app).get('/level');
  expect(response.body.canal).toBe('north');
});
