const request = require('supertest');
const app = require('../app');

describe('berths', () => {
  it('answers', () => request(app).get('/berths'));
});
