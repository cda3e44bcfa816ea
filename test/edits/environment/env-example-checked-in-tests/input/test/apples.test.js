const request = require('supertest');
const app = require('../app');

it('lists', () => request(app).get('/apples').expect(200));
